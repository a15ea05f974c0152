// Figures in the text format of Prometheus. One registry a process; everything is thread-safe.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace opencarnet::runtime {

/// Few and bounded values only: an operation, a status, never an identifier of a person or thing.
using Labels = std::map<std::string, std::string>;

class Counter {
 public:
  void add(std::uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

/// Seconds in buckets from 1 ms to 10 s.
class Histogram {
 public:
  static const std::vector<double>& bounds();
  Histogram();
  void observe(double seconds);

 private:
  friend class Metrics;
  std::vector<std::atomic<std::uint64_t>> buckets_;  // the last: slower than every bound
  std::atomic<std::uint64_t> micros_ = 0;
};

class Metrics {
 public:
  /// The same name and labels give the same object, which lives as long as the registry: keep the reference.
  Counter& counter(const std::string& name, const std::string& help, const Labels& labels = {});
  Histogram& histogram(const std::string& name, const std::string& help, const Labels& labels = {});
  /// Asked at every reading; must be quick. A later one of the same name replaces it.
  void gauge(const std::string& name, const std::string& help, std::function<double()> value);

  /// opencarnet_requests_total{operation,status} and opencarnet_request_seconds{operation}.
  void count_request(const std::string& operation, int status, double seconds);

  /// The page at /metrics (text/plain; version=0.0.4).
  [[nodiscard]] std::string text() const;

 private:
  template <class T>
  struct Family {
    std::string help;
    std::map<std::string, std::unique_ptr<T>> by_labels;
  };
  mutable std::mutex mutex_;
  std::map<std::string, Family<Counter>> counters_;
  std::map<std::string, Family<Histogram>> histograms_;
  std::map<std::string, std::pair<std::string, std::function<double()>>> gauges_;
};

/// The registry of this process.
[[nodiscard]] Metrics& metrics();

}  // namespace opencarnet::runtime
