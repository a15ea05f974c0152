#include "http/server.h"

#include <sys/resource.h>
#include <sys/socket.h>

#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "http/answer_head.h"
#include "http/exchange.h"
#include "http/workers.h"

namespace opencarnet::http {

namespace {

struct Traits : restinio::traits_t<restinio::asio_timer_manager_t, restinio::null_logger_t,
                                   restinio::details::autodetect_request_handler_type, restinio::default_strand_t,
                                   GuardedSocket> {
  static constexpr bool use_connection_count_limiter = true;
};
using Incoming = restinio::request_handle_t;

/// Connections beyond what this process may open would fail when they are taken, and with them the next file the
/// program wants to read: they wait in the listen queue instead.
std::size_t possible_connections(std::size_t wanted) {
  constexpr rlim_t for_others = 256;  // database, files, mail
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return wanted;
  const auto left = limit.rlim_cur > 2 * for_others ? limit.rlim_cur - for_others : limit.rlim_cur / 2;
  return std::min(wanted, static_cast<std::size_t>(left));
}

}  // namespace

struct Server::Impl {
  /// The requests of one connection, answered one after another.
  struct Lane {
    std::weak_ptr<Connection> connection;
    std::weak_ptr<OpenStream> stream;
    std::deque<std::function<void()>> waiting;
    bool busy = false;
  };

  Impl(ServerConfig c, Handler h, BodyLimit l) : config{std::move(c)}, handler{std::move(h)}, limit{std::move(l)} {
    if (!config.refusal) config.refusal = plain_refusal;
  }

  ServerConfig config;
  Handler handler;
  BodyLimit limit;
  std::atomic<std::uint16_t> port = 0;
  int listening = -1;
  std::atomic<bool> stopping = false;
  std::atomic<long> running = 0, streams = 0;
  std::mutex mutex;  // of lanes
  std::unordered_map<std::uint64_t, Lane> lanes;
  asio::io_context context;  // after what its last handlers touch
  std::optional<restinio::http_server_t<Traits>> server;
  std::unique_ptr<Workers> workers;
  std::vector<std::thread> io_threads;

  void start();
  void stop();
  restinio::request_handling_status_t take(const Incoming& incoming);
  void run(const Exchange& exchange, std::uint64_t lane, Request request);
  void enter_lane(std::uint64_t lane, std::function<void()> job, const Exchange& exchange);
  void leave_lane(std::uint64_t lane);
  void submit(std::uint64_t lane, std::function<void()> job);
  void answer(const Exchange& exchange, std::uint64_t lane, Response response);
  void open_stream(const Exchange& exchange, std::uint64_t lane, const Response& response);
  void refuse(Exchange exchange, std::uint64_t lane, int status, bool close);
  Request request_of(const Incoming& incoming) const;
};

void Server::Impl::start() {
  auto keeper = std::make_shared<Doorkeeper>();
  keeper->patience = config.patience;
  keeper->limit = [this](std::string_view method, std::string_view path) {
    return std::min(config.max_body, limit ? limit(method, path) : config.max_body);
  };
  keeper->opened = [this](std::uint64_t id, const std::shared_ptr<Connection>& connection) {
    const std::lock_guard lock{mutex};
    lanes[id].connection = connection;
  };
  keeper->closed = [this](std::uint64_t id) {
    Lane lane;
    {
      const std::lock_guard lock{mutex};
      const auto found = lanes.find(id);
      if (found == lanes.end()) return;
      lane = std::move(found->second);
      lanes.erase(found);
    }
    running -= static_cast<long>(lane.waiting.size());  // pipelined and not begun: nobody waits for them any more
    if (const auto stream = lane.stream.lock()) stream->lost();
  };

  const auto address = asio::ip::make_address(config.address);
  restinio::server_settings_t<Traits> settings;
  settings.set_doorkeeper(keeper);
  settings.protocol(address.is_v6() ? Tcp::v6() : Tcp::v4())
      .address(address)
      .port(config.port)
      .buffer_size(4096)
      .max_pipelined_requests(8)
      .max_parallel_connections(possible_connections(config.max_connections))
      .concurrent_accepts_count(1)  // more of them race for RESTinio's connection number, which our lanes go by
      .separate_accept_and_create_connect(false)
      .read_next_http_message_timelimit(std::chrono::minutes{10})
      .write_http_response_timelimit(std::chrono::minutes{2})
      .handle_request_timeout(std::chrono::hours{24 * 365})  // streams wait; handlers have their own limits
      .incoming_http_msg_limits(restinio::incoming_http_msg_limits_t{}.max_body_size(config.max_body + 1))
      .socket_options_setter([](auto& options) { options.set_option(Tcp::no_delay{true}); })
      .acceptor_post_bind_hook([this](Tcp::acceptor& acceptor) {
        port = acceptor.local_endpoint().port();
        listening = acceptor.native_handle();
      })
      .request_handler([this](const Incoming& incoming) { return take(incoming); });
  server.emplace(restinio::external_io_context(context), std::move(settings));
  workers = std::make_unique<Workers>(config.workers, config.max_waiting);
  server->open_sync();
  for (int i = 0; i < config.io_threads; ++i) {
    io_threads.emplace_back([this] {
      const auto work = asio::make_work_guard(context);
      context.run();
    });
  }
}

void Server::Impl::stop() {
  if (stopping.exchange(true) || !server) return;
  // RESTinio would close the acceptor beside a running accept; this ends listening, the close follows the threads.
  if (listening >= 0) ::shutdown(listening, SHUT_RDWR);
  const auto until = std::chrono::steady_clock::now() + config.grace;
  const auto wait_for = [&](const std::atomic<long>& counter) {
    while (counter > 0 && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
  };
  wait_for(running);
  std::vector<std::shared_ptr<OpenStream>> open;
  {
    const std::lock_guard lock{mutex};
    for (auto& [id, lane] : lanes) {
      if (auto stream = lane.stream.lock()) open.push_back(std::move(stream));
    }
  }
  for (const auto& stream : open) stream->finish(false);
  open.clear();
  const auto moment = std::min(until, std::chrono::steady_clock::now() + std::chrono::seconds{2});
  while (streams > 0 && std::chrono::steady_clock::now() < moment)
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  workers->stop();
  context.stop();
  for (auto& thread : io_threads) thread.join();
  server->close_sync();
  std::unordered_map<std::uint64_t, Lane> left;
  {
    const std::lock_guard lock{mutex};
    left.swap(lanes);
  }
  for (auto& [id, lane] : left) {  // what the handler's side still holds must not reach into a server that is gone
    if (const auto stream = lane.stream.lock()) stream->lost();
    if (const auto connection = lane.connection.lock()) connection->close();
  }
  left.clear();
  context.restart();
  context.poll();  // the last handlers let go of their connections, which count themselves off at the acceptor
}

Request Server::Impl::request_of(const Incoming& incoming) const {
  Request request;
  const auto& head = incoming->header();
  const std::string_view target{head.request_target().data(), head.request_target().size()};
  const auto mark = target.find('?');
  request.method = head.method().c_str();
  request.path = decode_path(target.substr(0, mark)).value_or("");
  if (mark != target.npos) request.query = target.substr(mark + 1);
  head.for_each_field(
      [&](const auto& field) { request.headers.emplace_back(std::string{field.name()}, std::string{field.value()}); });
  request.body = incoming->body();
  request.source = incoming->remote_endpoint().address().to_string();

  const auto trusted = [&](const std::string& address) {
    return std::ranges::find(config.trusted_proxies, address) != config.trusted_proxies.end();
  };
  if (!trusted(request.source)) return request;
  request.secure = request.header("x-forwarded-proto") == "https";
  std::string chain;  // every proxy appends: read from the end, as far as proxies are trusted
  for (const auto& [name, value] : request.headers) {
    if (same_name(name, "x-forwarded-for")) chain += (chain.empty() ? "" : ",") + value;
  }
  while (!chain.empty() && trusted(request.source)) {
    const auto comma = chain.rfind(',');
    auto last = comma == chain.npos ? chain : chain.substr(comma + 1);
    chain.erase(comma == chain.npos ? 0 : comma);
    std::erase(last, ' ');
    asio::error_code error;
    const auto address = asio::ip::make_address(last, error);
    if (error) break;
    request.source = address.to_string();
  }
  return request;
}

restinio::request_handling_status_t Server::Impl::take(const Incoming& incoming) {
  const auto& head = incoming->header();
  const std::uint64_t lane = incoming->connection_id();
  Exchange exchange;
  exchange.number = incoming->request_id();
  exchange.keep_alive = head.should_keep_alive();
  exchange.head_only = head.method() == restinio::http_method_head();
  const auto told = head.opt_value_of(std::string{guard_header});
  exchange.http_1_0 = told && *told == "1.0";
  {
    const std::lock_guard lock{mutex};
    if (const auto found = lanes.find(lane); found != lanes.end())
      exchange.connection = found->second.connection.lock();
  }
  ++running;
  const auto refused = exchange.http_1_0 ? restinio::nullopt : told;
  auto request = refused ? Request{} : request_of(incoming);
  exchange.parser = std::move(restinio::impl::access_req_connection(*incoming));
  if (refused) {
    refuse(exchange, lane, std::stoi(std::string{*refused}), true);
  } else if (stopping) {
    refuse(exchange, lane, 503, true);
  } else {
    enter_lane(
        lane,
        [this, exchange, lane, request = std::make_shared<Request>(std::move(request))] {
          run(exchange, lane, std::move(*request));
        },
        exchange);
  }
  return restinio::request_accepted();
}

void Server::Impl::enter_lane(std::uint64_t id, std::function<void()> job, const Exchange& exchange) {
  {
    const std::lock_guard lock{mutex};
    const auto found = lanes.find(id);
    if (found == lanes.end()) {  // gone already
      --running;
      return;
    }
    auto& lane = found->second;
    if (lane.busy) {
      lane.waiting.push_back(std::move(job));
      return;
    }
    if (workers->try_submit(std::move(job))) {
      lane.busy = true;
      return;
    }
  }
  refuse(exchange, id, 503, false);
}

void Server::Impl::leave_lane(std::uint64_t id) {
  std::function<void()> next;
  {
    const std::lock_guard lock{mutex};
    const auto found = lanes.find(id);
    if (found == lanes.end()) return;
    auto& lane = found->second;
    if (lane.waiting.empty()) {
      lane.busy = false;
      return;
    }
    next = std::move(lane.waiting.front());
    lane.waiting.pop_front();
  }
  // Pipelined: this worker goes on with it when the queue is full, so that it cannot be lost.
  if (!workers->try_submit(next)) next();
}

void Server::Impl::run(const Exchange& exchange, std::uint64_t lane, Request request) {
  Response response;
  try {
    response = handler(request);
  } catch (...) {  // the handler promised not to; a client still deserves an answer
    response = config.refusal(500);
  }
  answer(exchange, lane, std::move(response));
  leave_lane(lane);
}

void Server::Impl::refuse(Exchange exchange, std::uint64_t lane, int status, bool close) {
  if (close) exchange.keep_alive = false;
  auto response = config.refusal(status);
  const bool told =
      std::ranges::any_of(response.headers, [](const auto& h) { return same_name(h.first, "retry-after"); });
  if (status == 503 && !told) response.headers.emplace_back("Retry-After", "1");
  answer(exchange, lane, std::move(response));
}

void Server::Impl::answer(const Exchange& from, std::uint64_t lane, Response response) {
  Exchange exchange = from;
  if (stopping) exchange.keep_alive = false;
  if (response.stream && !exchange.head_only) return open_stream(exchange, lane, response);
  restinio::writable_items_container_t items;
  const bool no_body = exchange.head_only || response.status == 204 || response.status == 304;
  const auto length = response.stream ? std::nullopt : std::optional{response.body.size()};
  auto head = answer_head(response, {exchange.keep_alive, exchange.http_1_0, length});
  const bool small = response.body.size() < 16'384;
  if (!no_body && small) head += response.body;
  items.emplace_back(std::move(head));
  if (!no_body && !small) items.emplace_back(std::move(response.body));
  exchange.write_items(std::move(items), true, [this, connection = exchange.connection](const auto&) {
    if (connection) ++connection->answered;
    --running;
  });
}

void Server::Impl::open_stream(const Exchange& from, std::uint64_t lane, const Response& response) {
  Exchange exchange = from;
  exchange.keep_alive = exchange.keep_alive && !exchange.http_1_0;
  exchange.write(answer_head(response, {exchange.keep_alive, exchange.http_1_0, std::nullopt}), false, {});
  ++streams;
  --running;
  const auto connection = exchange.connection;
  auto stream = std::make_shared<OpenStream>(exchange, config.max_stream_backlog, [this, connection] {
    if (connection) {
      connection->streaming = false;
      ++connection->answered;
    }
    --streams;
  });
  bool gone = true;
  {
    const std::lock_guard lock{mutex};
    if (const auto found = lanes.find(lane); found != lanes.end()) {
      found->second.stream = stream;
      gone = false;
    }
  }
  if (connection) connection->streaming = true;
  if (gone || !connection || connection->half_closed) {
    stream->lost();
    if (connection) connection->kill();
  }
  response.stream(stream);
}

Server::Server(ServerConfig config, Handler handler, BodyLimit limit)
    : impl_{std::make_unique<Impl>(std::move(config), std::move(handler), std::move(limit))} {}

Server::~Server() { stop(); }

void Server::start() {
  try {
    impl_->start();
  } catch (const std::exception& error) {
    throw std::runtime_error{
        fmt::format("cannot listen on {} port {}: {}", impl_->config.address, impl_->config.port, error.what())};
  }
}

std::uint16_t Server::port() const { return impl_->port; }

void Server::stop() { impl_->stop(); }

}  // namespace opencarnet::http
