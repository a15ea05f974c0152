// opencarnet-bench: the parts that ./dev bench is made of.
#include <sodium.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "program/limit.h"
#include "program/load.h"
#include "program/recorded.h"
#include "program/world.h"

namespace {

namespace bench = opencarnet::bench;

int run(int count, char** words) {
  CLI::App app{"Parts of the benchmarks; bench/README.md tells how they belong together."};
  app.require_subcommand(1);

  bench::WorldOrder world;
  auto* make = app.add_subcommand("world", "fill an empty database with a world");
  make->add_option("--database", world.database)->required();
  make->add_option("--data-dir", world.data_dir)->required();
  make->add_option("--carnets", world.carnets)->check(CLI::Range(1, 5'000'000));
  make->add_option("--open", world.open_carnets)->check(CLI::Range(0, 5'000'000));
  make->add_option("--seed", world.seed);
  make->add_option("--officers", world.officers)->check(CLI::Range(1, 1000));
  make->add_option("--items", world.items)->check(CLI::Range(10, 10'000));
  make->add_option("--variants", world.variants)->check(CLI::Range(1, 6));
  make->add_flag("--lean", world.lean);
  make->callback([&] { bench::make_world(world); });

  bench::LoadOrder load;
  auto* put = app.add_subcommand("load", "officers who scan, open and commit over HTTP");
  put->add_option("--data-dir", load.data_dir)->required();
  put->add_option("--port", load.port)->required();
  put->add_option("--officers", load.officers)->check(CLI::Range(1, 1000));
  put->add_option("--seconds", load.seconds);
  put->add_option("--warm-up", load.warm_up);
  put->add_option("--rate", load.rate);
  put->add_option("--skip", load.skip);
  const auto is = [&](bench::LoadOrder::What what) { return [&load, what](std::int64_t) { load.what = what; }; };
  put->add_flag_function("--commits", is(bench::LoadOrder::What::commits));
  put->add_flag_function("--reads", is(bench::LoadOrder::What::reads));
  put->add_flag("--peer", load.peer);
  put->add_option("--prepare", load.prepare);
  put->callback([&] { std::puts(bench::put_load(load).c_str()); });

  bench::LimitOrder limit;
  auto* bare = app.add_subcommand("limit", "the same statements without the product above them");
  bare->add_option("--database", limit.database)->required();
  bare->add_option("--data-dir", limit.data_dir)->required();
  bare->add_option("--clients", limit.clients)->check(CLI::Range(1, 150));
  bare->add_option("--seconds", limit.seconds);
  bare->add_option("--skip", limit.skip);
  bare->add_flag("--commits", limit.commits);
  bare->callback([&] { std::puts(bench::ask_bare_database(limit).c_str()); });

  std::string database, data_dir;
  auto* record = app.add_subcommand("record", "which statements one crossing asks of the database");
  record->add_option("--database", database)->required();
  record->add_option("--data-dir", data_dir)->required();
  record->callback([&] {
    const auto recording = bench::record_crossing(database, data_dir, bench::read_counters(data_dir).front(),
                                                  bench::read_crossings(data_dir).front());
    std::fputs(bench::describe(recording).c_str(), stdout);
  });

  CLI11_PARSE(app, count, words);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  try {
    return run(count, words);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "opencarnet-bench: %s\n", problem.what());
    return 1;
  }
}
