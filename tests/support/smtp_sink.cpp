#include "support/smtp_sink.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

namespace opencarnet::support {

namespace fs = std::filesystem;

SmtpSink::SmtpSink() {
  std::string pattern = (fs::temp_directory_path() / "opencarnet-mail.XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("cannot make a temporary folder");
  folder_ = pattern;
  std::array<int, 2> in{}, out{};
  if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  process_ = fork();
  if (process_ == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    execl("/usr/bin/python3", "python3", OPENCARNET_SOURCE "/tests/support/smtp_sink.py", folder_.c_str(), nullptr);
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  keep_open_ = in[1];
  std::string line;
  for (char c = 0; read(out[0], &c, 1) == 1 && c != '\n';) line += c;
  close(out[0]);
  if (line.empty()) throw std::runtime_error("the SMTP server did not start (python3-aiosmtpd)");
  port_ = std::stoi(line);
}

SmtpSink::~SmtpSink() {
  close(keep_open_);
  waitpid(process_, nullptr, 0);
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string SmtpSink::url() const { return fmt::format("smtp://127.0.0.1:{}", port_); }

std::vector<std::string> SmtpSink::letters() const {
  std::vector<std::string> found;
  for (int number = 1;; ++number) {
    std::ifstream file(fmt::format("{}/{}.eml", folder_, number), std::ios::binary);
    if (!file) return found;
    std::ostringstream text;
    text << file.rdbuf();
    found.push_back(text.str());
  }
}

}  // namespace opencarnet::support
