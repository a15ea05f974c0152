#include "platform/behind_requests.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <stdexcept>
#include <thread>
#include <vector>

namespace opencarnet::platform {
namespace {

int priority() { return getpriority(PRIO_PROCESS, static_cast<id_t>(gettid())); }

TEST(BehindRequests, works_at_a_low_priority_and_hands_on_what_is_thrown) {
  BehindRequests behind;
  int there = -100;
  behind.run([&] { there = priority(); });
  EXPECT_EQ(there, std::min(priority() + 10, 19));
  EXPECT_THROW(behind.run([] { throw std::domain_error("no"); }), std::domain_error);
  behind.run([&] { ++there; });
  EXPECT_EQ(there, std::min(priority() + 10, 19) + 1);
}

TEST(BehindRequests, does_one_thing_at_a_time) {
  BehindRequests behind;
  int inside = 0, most = 0, done = 0;  // guarded by nothing but the promise
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 50; ++n)
        behind.run([&] {
          most = std::max(most, ++inside);
          std::this_thread::yield();
          --inside;
          ++done;
        });
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(most, 1);
  EXPECT_EQ(done, 400);
}

}  // namespace
}  // namespace opencarnet::platform
