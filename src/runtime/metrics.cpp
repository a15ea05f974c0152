#include "runtime/metrics.h"

#include <algorithm>

#include <fmt/format.h>

namespace opencarnet::runtime {
namespace {

std::string written(const Labels& labels) {
  std::string text;
  for (const auto& [name, value] : labels) {
    text += text.empty() ? "" : ",";
    text += name + "=\"";
    for (const char c : value) {
      if (c == '\\' || c == '"') text += '\\';
      text += c == '\n' ? ' ' : c;
    }
    text += '"';
  }
  return text;
}

std::string braces(const std::string& labels, std::string_view more = {}) {
  if (labels.empty() && more.empty()) return {};
  return fmt::format("{{{}{}{}}}", labels, labels.empty() || more.empty() ? "" : ",", more);
}

void head(std::string& text, std::string_view name, std::string_view help, std::string_view type) {
  text += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

}  // namespace

const std::vector<double>& Histogram::bounds() {
  static const std::vector<double> all{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
  return all;
}

Histogram::Histogram() : buckets_(bounds().size() + 1) {}

void Histogram::observe(double seconds) {
  const auto at = std::ranges::lower_bound(bounds(), seconds) - bounds().begin();
  buckets_[static_cast<std::size_t>(at)].fetch_add(1, std::memory_order_relaxed);
  micros_.fetch_add(static_cast<std::uint64_t>(std::max(seconds, 0.0) * 1e6), std::memory_order_relaxed);
}

Counter& Metrics::counter(const std::string& name, const std::string& help, const Labels& labels) {
  const std::lock_guard lock{mutex_};
  auto& family = counters_[name];
  family.help = help;
  auto& found = family.by_labels[written(labels)];
  if (!found) found = std::make_unique<Counter>();
  return *found;
}

Histogram& Metrics::histogram(const std::string& name, const std::string& help, const Labels& labels) {
  const std::lock_guard lock{mutex_};
  auto& family = histograms_[name];
  family.help = help;
  auto& found = family.by_labels[written(labels)];
  if (!found) found = std::make_unique<Histogram>();
  return *found;
}

void Metrics::gauge(const std::string& name, const std::string& help, std::function<double()> value) {
  const std::lock_guard lock{mutex_};
  gauges_[name] = {help, std::move(value)};
}

void Metrics::count_request(const std::string& operation, int status, double seconds) {
  counter("opencarnet_requests_total", "Requests answered",
          {{"operation", operation}, {"status", std::to_string(status)}})
      .add();
  histogram("opencarnet_request_seconds", "Time from the whole request to its answer", {{"operation", operation}})
      .observe(seconds);
}

std::string Metrics::text() const {
  std::string text;
  std::map<std::string, std::pair<std::string, std::function<double()>>> gauges;
  {
    const std::lock_guard lock{mutex_};
    gauges = gauges_;
    for (const auto& [name, family] : counters_) {
      head(text, name, family.help, "counter");
      for (const auto& [labels, one] : family.by_labels)
        text += fmt::format("{}{} {}\n", name, braces(labels), one->value());
    }
    for (const auto& [name, family] : histograms_) {
      head(text, name, family.help, "histogram");
      for (const auto& [labels, one] : family.by_labels) {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < one->buckets_.size(); ++i) {
          sum += one->buckets_[i];
          const auto bound =
              i < Histogram::bounds().size() ? fmt::format("le=\"{}\"", Histogram::bounds()[i]) : "le=\"+Inf\"";
          text += fmt::format("{}_bucket{} {}\n", name, braces(labels, bound), sum);
        }
        text += fmt::format("{}_sum{} {:.6f}\n", name, braces(labels), static_cast<double>(one->micros_) / 1e6);
        text += fmt::format("{}_count{} {}\n", name, braces(labels), sum);
      }
    }
  }
  for (const auto& [name, gauge] : gauges) {  // outside the lock: a gauge may count something itself
    head(text, name, gauge.first, "gauge");
    text += fmt::format("{} {}\n", name, gauge.second());
  }
  return text;
}

Metrics& metrics() {
  static Metrics all;
  return all;
}

}  // namespace opencarnet::runtime
