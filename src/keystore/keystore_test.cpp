#include "keystore/keystore.h"

#include <sys/stat.h>

#include <filesystem>
#include <thread>

#include <gtest/gtest.h>

#include "support/databases.h"

namespace opencarnet::keystore {
namespace {

FOR_BOTH_ENGINES(Keystore);

const Instant now = *parse_instant("2026-11-22T14:03:07Z");

TEST_P(Keystore, S3_the_ring_is_made_once_and_found_again) {
  const MasterKey master{crypto::random_bytes(32)};
  std::vector<std::string> kids(8);
  std::vector<std::thread> processes;
  auto& shared = database();
  for (auto& kid : kids) processes.emplace_back([&] { kid = load_ring(shared, master, now).current().kid(); });
  for (auto& process : processes) process.join();
  EXPECT_EQ(std::set<std::string>(kids.begin(), kids.end()).size(), 1U);
  const auto rotated = rotate_ring(database(), master, now + std::chrono::hours(1));
  EXPECT_EQ(rotated.keys().size(), 2U);
  EXPECT_NE(rotated.current().kid(), kids[0]);
  EXPECT_NE(load_ring(database(), master, now).verification_keys().find(kids[0]), nullptr);
}

TEST_P(Keystore, another_master_key_opens_nothing) {
  (void)load_ring(database(), MasterKey{crypto::random_bytes(32)}, now);
  EXPECT_THROW((void)load_ring(database(), MasterKey{crypto::random_bytes(32)}, now), std::runtime_error);
}

TEST_P(Keystore, looking_for_the_ring_makes_none) {
  const MasterKey master{crypto::random_bytes(32)};
  std::string kid;
  const auto look = [&](platform::Session& session) {
    const auto ring = find_ring(session, master);
    kid = ring ? ring->current().kid() : "none";
  };
  database().read(look);
  EXPECT_EQ(kid, "none");
  const auto made = load_ring(database(), master, now);
  database().read(look);
  EXPECT_EQ(kid, made.current().kid());
}

TEST_P(Keystore, a_master_key_is_never_made_beside_what_was_sealed_under_another) {
  const auto folder = std::filesystem::temp_directory_path() / ("keystore-" + crypto::random_token(8));
  const auto path = (folder / "master.key").string();
  const auto made = master_key_of(database(), path);
  EXPECT_EQ(master_key_of(database(), path).fingerprint(), made.fingerprint());
  (void)load_ring(database(), made, now);
  EXPECT_EQ(master_key_of(database(), path).fingerprint(), made.fingerprint());
  std::filesystem::remove(path);
  EXPECT_THROW((void)master_key_of(database(), path), std::runtime_error);
  EXPECT_FALSE(std::filesystem::exists(path));
  std::filesystem::remove_all(folder);
}

TEST(MasterKey, is_made_once_for_its_owner_only_and_derives_apart) {
  const auto folder = std::filesystem::temp_directory_path() / ("keystore-" + crypto::random_token(8));
  const auto path = (folder / "master.key").string();
  EXPECT_FALSE(MasterKey::read(path));
  const auto first = MasterKey::read_or_make(path), second = MasterKey::read_or_make(path);
  EXPECT_EQ(first.derived("a"), second.derived("a"));
  EXPECT_NE(first.derived("a"), first.derived("b"));
  EXPECT_EQ(MasterKey::read(path)->fingerprint(), first.fingerprint());
  EXPECT_NE(first.fingerprint(), MasterKey{crypto::random_bytes(32)}.fingerprint());
  EXPECT_EQ(chmod(path.c_str(), 0644), 0);
  EXPECT_THROW((void)MasterKey::read_or_make(path), std::runtime_error);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace opencarnet::keystore
