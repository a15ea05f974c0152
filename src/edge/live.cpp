#include "edge/live.h"

#include <condition_variable>
#include <list>
#include <thread>

#include "edge/problem.h"
#include "platform/events.h"

namespace opencarnet::edge {
namespace {

using std::chrono::steady_clock;

constexpr int page = 500;
constexpr std::int64_t longest_catch_up = 20'000;  // further behind: the reader loads anew

struct Reader {
  std::shared_ptr<http::EventStream> stream;
  Live live;
  std::string credential;
  bool caught_up = false;
};

}  // namespace

struct LiveHub::Impl {
  platform::Database& database;
  const platform::Clock& clock;
  platform::EventSignal& signal;
  Authenticator authenticate;
  Complain complain;
  LiveTimes times;

  mutable std::mutex mutex{};
  std::condition_variable wake{};
  std::vector<Reader> arriving{};  // guarded, like the next three
  bool notified = false, stopping = false;
  std::size_t open = 0;

  std::list<Reader> readers{};  // the thread's own
  std::map<std::string, std::set<Reader*>> by_topic{};
  std::optional<std::int64_t> head{};
  steady_clock::time_point next_check{}, next_keep_alive{};
  std::thread thread{};

  int listener = 0;

  void notify() {
    {
      const std::lock_guard lock{mutex};
      notified = true;
    }
    wake.notify_one();
  }
  void run();
  void welcome(std::vector<Reader> arrived);
  void catch_up(Reader& reader);
  void follow();
  void deliver(Reader& reader, const platform::StoredEvent& event) const;
  void check_sessions();
  void forget_closed();
};

void LiveHub::Impl::deliver(Reader& reader, const platform::StoredEvent& event) const {
  if (!reader.live.view) return;
  if (const auto seen = reader.live.view(event))
    reader.stream->send(std::to_string(event.position), event.type, dumped(*seen));
}

void LiveHub::Impl::catch_up(Reader& reader) {
  auto position = reader.live.after.value_or(*head);
  if (position > *head) position = *head;  // of another database, or made up
  if (*head - position > longest_catch_up) {
    reader.stream->send(std::to_string(*head), "reset", "{}");
    position = *head;
  }
  while (position < *head) {
    std::vector<platform::StoredEvent> events;
    database.read([&](platform::Session& session) { events = platform::events_after(session, position, page); });
    if (events.empty()) break;
    for (const auto& event : events) {
      position = event.position;
      if (position > *head) break;  // comes with the others
      if (std::any_of(event.topics.begin(), event.topics.end(),
                      [&](const auto& topic) { return reader.live.topics.contains(topic); }))
        deliver(reader, event);
    }
  }
  reader.caught_up = true;
}

void LiveHub::Impl::welcome(std::vector<Reader> arrived) {
  if (arrived.empty()) return;
  for (auto& reader : arrived) {
    auto& kept = readers.emplace_back(std::move(reader));
    for (const auto& topic : kept.live.topics) by_topic[topic].insert(&kept);
  }
}

void LiveHub::Impl::follow() {
  if (readers.empty()) {
    head.reset();  // nobody listens: begin at the end again when somebody comes
    return;
  }
  if (!head) database.read([&](platform::Session& session) { head = platform::last_position(session); });
  for (auto& reader : readers)
    if (!reader.caught_up) catch_up(reader);
  while (signal.position() > *head) {
    std::vector<platform::StoredEvent> events;
    database.read([&](platform::Session& session) { events = platform::events_after(session, *head, page); });
    for (const auto& event : events) {
      std::set<Reader*> listening;
      for (const auto& topic : event.topics)
        if (const auto found = by_topic.find(topic); found != by_topic.end())
          listening.insert(found->second.begin(), found->second.end());
      for (auto* reader : listening) deliver(*reader, event);
      head = event.position;
    }
    if (events.size() < page) return;
  }
}

void LiveHub::Impl::check_sessions() {
  if (readers.empty()) return;
  std::map<std::string, bool> still;
  database.read([&](platform::Session& session) {
    still.clear();
    for (const auto& reader : readers)
      if (!reader.credential.empty() && !still.contains(reader.credential))
        still[reader.credential] = authenticate(session, reader.credential, clock.now()).has_value();
  });
  for (const auto& reader : readers)
    if (!reader.credential.empty() && !still[reader.credential]) reader.stream->close();
}

void LiveHub::Impl::forget_closed() {
  for (auto it = readers.begin(); it != readers.end();) {
    if (it->stream->open()) {
      ++it;
      continue;
    }
    for (const auto& topic : it->live.topics) {
      auto& listening = by_topic[topic];
      listening.erase(&*it);
      if (listening.empty()) by_topic.erase(topic);
    }
    it = readers.erase(it);
  }
}

void LiveHub::Impl::run() {
  for (;;) {
    std::vector<Reader> arrived;
    {
      std::unique_lock lock{mutex};
      wake.wait_for(lock, times.pause, [&] { return notified || stopping || !arriving.empty(); });
      if (stopping) break;
      notified = false;
      arrived.swap(arriving);
    }
    try {
      welcome(std::move(arrived));
      follow();
      const auto now = steady_clock::now();
      if (now >= next_check) {
        check_sessions();
        next_check = now + times.recheck;
      }
      if (now >= next_keep_alive) {
        for (auto& reader : readers) reader.stream->comment("");
        next_keep_alive = now + times.keep_alive;
      }
    } catch (const std::exception& problem) {
      complain(std::string("live streams: ") + problem.what());
      std::unique_lock lock{mutex};  // the database is away: do not spin
      wake.wait_for(lock, times.pause, [&] { return stopping; });
    }
    forget_closed();
    const std::lock_guard lock{mutex};
    open = readers.size() + arriving.size();
  }
  for (auto& reader : readers) reader.stream->close();
  const std::lock_guard lock{mutex};
  for (auto& reader : arriving) reader.stream->close();
  open = 0;
}

LiveHub::LiveHub(platform::Database& database, const platform::Clock& clock, platform::EventSignal& signal,
                 Authenticator authenticate, Complain complain, LiveTimes times)
    : impl_(new Impl{database, clock, signal, std::move(authenticate), std::move(complain), times}) {
  impl_->listener = signal.listen([impl = impl_.get()](std::int64_t) { impl->notify(); });
  impl_->next_keep_alive = steady_clock::now() + times.keep_alive;
  impl_->thread = std::thread([impl = impl_.get()] { impl->run(); });
}

LiveHub::~LiveHub() { stop(); }

void LiveHub::add(std::shared_ptr<http::EventStream> stream, Live live, std::string credential) {
  const std::lock_guard lock{impl_->mutex};
  if (impl_->stopping) return stream->close();
  stream->comment("open");  // so that a client knows at once
  impl_->arriving.push_back({std::move(stream), std::move(live), std::move(credential)});
  ++impl_->open;
  impl_->wake.notify_one();
}

std::size_t LiveHub::open_streams() const {
  const std::lock_guard lock{impl_->mutex};
  return impl_->open;
}

void LiveHub::stop() {
  impl_->signal.forget(std::exchange(impl_->listener, 0));
  {
    const std::lock_guard lock{impl_->mutex};
    impl_->stopping = true;
  }
  impl_->wake.notify_one();
  if (impl_->thread.joinable()) impl_->thread.join();
}

}  // namespace opencarnet::edge
