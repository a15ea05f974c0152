// One request being answered, and the open stream it may become. Included by server.cpp only.
#pragma once
#include "http/event_frame.h"
#include "http/guarded_socket.h"
#include "http/server.h"

namespace opencarnet::http {

struct Exchange {
  restinio::impl::connection_handle_t parser;
  restinio::request_id_t number{};
  std::shared_ptr<Connection> connection;  // none when it is gone already
  bool keep_alive = false, head_only = false, http_1_0 = false;

  void write(std::string bytes, bool last, restinio::write_status_cb_t written) const {
    restinio::writable_items_container_t items;
    items.emplace_back(std::move(bytes));
    write_items(std::move(items), last, std::move(written));
  }
  void write_items(restinio::writable_items_container_t items, bool last, restinio::write_status_cb_t written) const {
    restinio::write_group_t group{std::move(items)};
    if (written) group.after_write_notificator(std::move(written));
    const restinio::response_output_flags_t flags{
        last ? restinio::response_parts_attr_t::final_parts : restinio::response_parts_attr_t::not_final_parts,
        restinio::response_connection_attr(keep_alive)};
    parser->write_response_parts(number, flags, std::move(group));
  }
};

/// Counts the bytes on their way, so that a client that does not read cannot fill the memory.
class OpenStream final : public EventStream, public std::enable_shared_from_this<OpenStream> {
 public:
  OpenStream(Exchange exchange, std::size_t most_waiting, std::function<void()> ended)
      : exchange_{std::move(exchange)}, most_waiting_{most_waiting}, ended_{std::move(ended)} {}
  ~OpenStream() override { end_once(); }  // forgotten by its owner: the connection ends with its last reference
  OpenStream(const OpenStream&) = delete;
  OpenStream& operator=(const OpenStream&) = delete;

  [[nodiscard]] bool open() const override { return open_; }
  void send(std::string_view id, std::string_view event, std::string_view data) override;
  void comment(std::string_view text) override;
  void close() override;
  /// The connection is gone: nothing is written any more, and nothing of the server is held on to.
  void lost();
  /// Ends the answer; the connection may go on with the next request or not.
  void finish(bool keep_connection);

 private:
  void write_frame(std::string frame);
  void end_once();

  Exchange exchange_;
  std::size_t most_waiting_;
  std::function<void()> ended_;
  std::mutex mutex_;  // keeps frames in order and the last one last
  std::atomic<bool> open_ = true, ended_once_ = false;
  std::atomic<std::size_t> waiting_ = 0;
};

inline void OpenStream::send(std::string_view id, std::string_view event, std::string_view data) {
  write_frame(event_frame(id, event, data));
}

inline void OpenStream::comment(std::string_view text) { write_frame(comment_frame(text)); }

inline void OpenStream::write_frame(std::string frame) {
  std::shared_ptr<Connection> overrun;
  {
    const std::lock_guard lock{mutex_};
    if (!open_) return;
    const auto size = frame.size();
    if (waiting_ + size > most_waiting_) {
      overrun = exchange_.connection;
    } else {
      waiting_ += size;
      if (!exchange_.http_1_0) frame = fmt::format("{:x}\r\n{}\r\n", size, frame);
      exchange_.write(std::move(frame), false, [self = weak_from_this(), size](const auto& error) {
        const auto stream = self.lock();
        if (!stream) return;
        stream->waiting_ -= size;
        if (error) stream->lost();
      });
    }
  }
  if (!overrun) return;
  overrun->kill();
  lost();
}

inline void OpenStream::close() { finish(true); }

inline void OpenStream::finish(bool keep_connection) {
  Exchange released;
  const std::lock_guard lock{mutex_};
  if (!open_.exchange(false)) return;
  exchange_.keep_alive = exchange_.keep_alive && keep_connection;
  exchange_.write(exchange_.http_1_0 ? "" : "0\r\n\r\n", true,
                  [self = shared_from_this()](const auto&) { self->end_once(); });
  released = std::exchange(exchange_, {});
}

inline void OpenStream::lost() {
  Exchange released;  // let go after the lock: it may be the last reference
  {
    const std::lock_guard lock{mutex_};
    open_ = false;
    released = std::exchange(exchange_, {});
  }
  end_once();
}

inline void OpenStream::end_once() {
  if (ended_once_.exchange(true)) return;
  ended_();
  ended_ = {};  // it knows the server, which may end before the last holder of this stream
}

}  // namespace opencarnet::http
