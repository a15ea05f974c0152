// opencarnet-tour <server> [receipt.pdf]
#include <unistd.h>

#include <exception>
#include <iostream>

#include "tour/tour.h"

int main(int count, char** words) {
  if (count < 2 || count > 3) {
    std::cerr << "usage: opencarnet-tour http://localhost:8080 [receipt.pdf]\n";
    return 2;
  }
  try {
    opencarnet::tour::play({words[1], count > 2 ? words[2] : "receipt.pdf", isatty(STDOUT_FILENO) == 1}, std::cout);
    return 0;
  } catch (const std::exception& failed) {
    std::cout << std::flush;
    std::cerr << "\nThe tour stopped: " << failed.what() << '\n';
    return 1;
  }
}
