// A TCP socket for RESTinio that reads through a Guard and keeps the time of slow senders. Included by server.cpp only.
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <restinio/all.hpp>

#include "http/guard.h"

namespace opencarnet::http {

namespace asio = restinio::asio_ns;
using Tcp = asio::ip::tcp;

struct Connection;

/// What every connection of a server shares.
struct Doorkeeper {
  Guard::Limit limit;
  std::chrono::milliseconds patience{};
  std::function<void(std::uint64_t id, const std::shared_ptr<Connection>&)> opened;
  std::function<void(std::uint64_t id)> closed;
};

/// Lives as long as anything reads from or writes to the connection. Runs on the connection's strand, except for the
/// atomic counters.
struct Connection : std::enable_shared_from_this<Connection> {
  using Done = std::function<void(const asio::error_code&, std::size_t)>;

  Connection(asio::io_context& context, std::shared_ptr<const Doorkeeper> keeper)
      : socket{context}, timer{context}, doorkeeper{std::move(keeper)}, guard{doorkeeper->limit} {}
  ~Connection() { tell_closed(); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Tcp::socket socket;
  asio::steady_timer timer;
  std::shared_ptr<const Doorkeeper> doorkeeper;
  Guard guard;
  std::uint64_t id = 0;
  asio::any_io_executor strand;
  std::atomic<std::uint64_t> arrived = 0, answered = 0;  // requests handed to the parser, answers written
  std::atomic<bool> half_closed = false;                 // the client sends no more, but may still read
  std::atomic<bool> streaming = false;
  bool is_open = true, timed_out = false, timer_runs = false;
  std::uint64_t message_then = 0, bytes_then = 0;
  bool within_then = false;

  void read(asio::mutable_buffer buffer, const asio::any_io_executor& executor, const Done& done);
  /// Ends the connection from any thread.
  void kill();
  void shutdown(Tcp::socket::shutdown_type what, asio::error_code& error);
  void close();

 private:
  void tell_closed();
  void deliver(asio::mutable_buffer buffer, const Done& done, bool at_once);
  void after_read(asio::mutable_buffer buffer, const Done& done, asio::error_code error, std::size_t size);
  void watch();
  void look_at_watch();
  void linger();
};

inline void Connection::read(asio::mutable_buffer buffer, const asio::any_io_executor& executor, const Done& done) {
  if (!strand) strand = executor;
  if (!guard.ready.empty()) return deliver(buffer, done, false);
  if (guard.refused() || half_closed) {  // nothing more will be read: the parser takes this as a cancelled read
    return asio::post(strand, [done] { done(asio::error::operation_aborted, 0); });
  }
  watch();
  socket.async_read_some(buffer, asio::bind_executor(strand, [self = shared_from_this(), buffer, done](
                                                                 const asio::error_code& error, std::size_t size) {
                           self->after_read(buffer, done, error, size);
                         }));
}

inline void Connection::deliver(asio::mutable_buffer buffer, const Done& done, bool at_once) {
  const auto size = std::min(buffer.size(), guard.ready.size());
  std::copy_n(guard.ready.data(), size, static_cast<char*>(buffer.data()));
  guard.ready.erase(0, size);
  if (guard.ready.empty() && guard.ready.capacity() > 4096) guard.ready.shrink_to_fit();
  if (at_once) return done({}, size);
  asio::post(strand, [done, size, self = shared_from_this()] { done({}, size); });
}

inline void Connection::after_read(asio::mutable_buffer buffer, const Done& done, asio::error_code error,
                                   std::size_t size) {
  if (error == asio::error::operation_aborted && timed_out) {
    timed_out = false;
    if (guard.handed_over() || !guard.within_message()) return done(asio::error::timed_out, 0);
    guard.refuse(408);
  } else if (error) {
    if (error == asio::error::eof && answered < arrived) {
      half_closed = true;
      if (!streaming) return done(asio::error::operation_aborted, 0);
    }
    return done(error, 0);
  } else {
    guard.feed({static_cast<const char*>(buffer.data()), size});
  }
  arrived = guard.completed();
  if (guard.take_continue() && answered == arrived) {  // nothing else is being written
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(
        socket, asio::buffer(go_on.data(), go_on.size()),
        asio::bind_executor(strand, [self = shared_from_this()](const asio::error_code&, std::size_t) {}));
  }
  if (!guard.ready.empty()) return deliver(buffer, done, true);
  read(buffer, strand, done);
}

/// The clock starts with the connection and with every read that leaves a request unfinished.
inline void Connection::watch() {
  if (timer_runs || (guard.completed() > 0 && !guard.within_message())) return;
  timer_runs = true;
  message_then = guard.completed();
  bytes_then = guard.bytes_taken();
  within_then = guard.within_message();
  timer.expires_after(doorkeeper->patience);
  timer.async_wait(asio::bind_executor(strand, [weak = weak_from_this()](const asio::error_code& error) {
    const auto self = weak.lock();
    if (!self) return;
    self->timer_runs = false;
    if (!error && self->is_open) self->look_at_watch();
  }));
}

inline void Connection::look_at_watch() {
  const bool waits = guard.within_message() || guard.completed() == 0;
  if (!waits) return;
  const bool same = guard.completed() == message_then && (within_then || guard.completed() == 0);
  const auto moved = guard.bytes_taken() - bytes_then;
  const auto least = static_cast<std::uint64_t>(doorkeeper->patience.count()) * 1024 / 1000;
  const bool too_slow = same && (guard.within_body() ? moved < least : !guard.refused());
  // A cancelled read would take a running write with it: while an answer is on its way, look again later.
  if (!too_slow || answered < arrived) return watch();
  timed_out = true;
  asio::error_code ignored;
  socket.cancel(ignored);
}

inline void Connection::kill() {
  if (!strand) return;
  asio::post(strand, [self = shared_from_this()] {
    asio::error_code ignored;
    if (self->is_open) self->socket.shutdown(Tcp::socket::shutdown_both, ignored);
  });
}

inline void Connection::shutdown(Tcp::socket::shutdown_type what, asio::error_code& error) {
  // After a refusal the client may still be sending; a reset would take the answer from it.
  socket.shutdown(guard.refused() ? Tcp::socket::shutdown_send : what, error);
}

inline void Connection::close() {
  if (!is_open) return;
  is_open = false;
  asio::error_code ignored;
  timer.cancel();
  if (guard.refused()) {
    linger();
  } else {
    socket.close(ignored);
  }
  tell_closed();
}

inline void Connection::tell_closed() {
  if (id != 0) doorkeeper->closed(std::exchange(id, 0));
}

/// Reads on for a moment what a refused client still sends, so that it sees the answer.
inline void Connection::linger() {
  struct Rest : std::enable_shared_from_this<Rest> {
    explicit Rest(Tcp::socket from) : socket{std::move(from)}, timer{socket.get_executor()} {}
    Tcp::socket socket;
    asio::steady_timer timer;
    std::array<char, 16'384> bytes{};
    std::size_t left = 64u << 20;
    void drop() {
      socket.async_read_some(asio::buffer(bytes),
                             [self = shared_from_this()](const asio::error_code& error, std::size_t size) {
                               if (error || size > self->left) {
                                 self->timer.cancel();
                                 return;
                               }
                               self->left -= size;
                               self->drop();
                             });
    }
  };
  auto rest = std::make_shared<Rest>(std::move(socket));
  rest->timer.expires_after(std::chrono::seconds{3});
  rest->timer.async_wait([rest](const asio::error_code&) {
    asio::error_code ignored;
    rest->socket.close(ignored);
  });
  rest->drop();
}

/// The shape RESTinio expects of a socket.
class GuardedSocket {
 public:
  using executor_type = restinio::default_asio_executor;

  GuardedSocket(asio::io_context& context, std::shared_ptr<const Doorkeeper> keeper)
      : connection_{std::make_shared<Connection>(context, std::move(keeper))} {}

  Tcp::socket& lowest_layer() { return connection_->socket; }
  [[nodiscard]] const Tcp::socket& lowest_layer() const { return connection_->socket; }
  executor_type get_executor() { return connection_->socket.get_executor(); }
  [[nodiscard]] auto remote_endpoint() const { return connection_->socket.remote_endpoint(); }
  [[nodiscard]] bool is_open() const { return connection_->is_open && connection_->socket.is_open(); }
  [[nodiscard]] const std::shared_ptr<Connection>& connection() const { return connection_; }

  template <class... Args>
  void cancel(Args&&... args) {
    connection_->socket.cancel(std::forward<Args>(args)...);
  }
  template <class Buffer, class Done>
  void async_read_some(const Buffer& buffer, Done&& done) {
    const asio::any_io_executor executor = asio::get_associated_executor(done);
    connection_->read(buffer, executor, std::forward<Done>(done));
  }
  template <class... Args>
  auto async_write_some(Args&&... args) {
    return connection_->socket.async_write_some(std::forward<Args>(args)...);
  }
  void shutdown(Tcp::socket::shutdown_type what, asio::error_code& error) { connection_->shutdown(what, error); }
  void close() { connection_->close(); }

 private:
  std::shared_ptr<Connection> connection_;
};

template <class Parser, class Start, class Failed>
void prepare_connection_and_start_read(GuardedSocket& socket, Parser& parser, Start start, Failed) {
  const auto& connection = socket.connection();
  connection->id = parser.connection_id();
  connection->doorkeeper->opened(connection->id, connection);
  start();
}

inline restinio::impl::tls_socket_t* make_tls_socket_pointer_for_state_listener(GuardedSocket&) noexcept {
  return nullptr;
}

}  // namespace opencarnet::http

namespace restinio {

template <class Settings>
class socket_type_dependent_settings_t<Settings, opencarnet::http::GuardedSocket> {
 public:
  void set_doorkeeper(std::shared_ptr<const opencarnet::http::Doorkeeper> keeper) { keeper_ = std::move(keeper); }
  [[nodiscard]] const std::shared_ptr<const opencarnet::http::Doorkeeper>& doorkeeper() const { return keeper_; }

 protected:
  ~socket_type_dependent_settings_t() = default;

 private:
  std::shared_ptr<const opencarnet::http::Doorkeeper> keeper_;
};

namespace impl {

template <>
class socket_supplier_t<opencarnet::http::GuardedSocket> {
 protected:
  template <class Settings>
  socket_supplier_t(Settings& settings, asio_ns::io_context& context)
      : doorkeeper_{settings.doorkeeper()}, context_{context} {
    for (std::size_t i = 0; i < settings.concurrent_accepts_count(); ++i) sockets_.emplace_back(context_, doorkeeper_);
  }
  virtual ~socket_supplier_t() = default;
  opencarnet::http::GuardedSocket& socket(std::size_t index) { return sockets_.at(index); }
  opencarnet::http::GuardedSocket move_socket(std::size_t index) {
    opencarnet::http::GuardedSocket fresh{context_, doorkeeper_};
    std::swap(fresh, sockets_.at(index));
    return fresh;
  }
  [[nodiscard]] std::size_t concurrent_accept_sockets_count() const { return sockets_.size(); }

 private:
  std::shared_ptr<const opencarnet::http::Doorkeeper> doorkeeper_;
  asio_ns::io_context& context_;
  std::vector<opencarnet::http::GuardedSocket> sockets_;
};

}  // namespace impl
}  // namespace restinio
