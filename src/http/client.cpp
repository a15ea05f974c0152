#include "http/client.h"

#include <curl/curl.h>

#include <algorithm>
#include <mutex>
#include <stdexcept>

#include <fmt/format.h>

namespace opencarnet::http {
namespace {

std::size_t take_body(char* bytes, std::size_t one, std::size_t count, void* into) {
  static_cast<std::string*>(into)->append(bytes, one * count);
  return one * count;
}

std::size_t take_header(char* bytes, std::size_t one, std::size_t count, void* into) {
  auto& headers = *static_cast<std::multimap<std::string, std::string>*>(into);
  const std::string_view line{bytes, one * count};
  if (line.starts_with("HTTP/")) headers.clear();  // a "100 Continue" came before the answer
  const auto colon = line.find(':');
  if (colon != line.npos) {
    std::string name{line.substr(0, colon)};
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    auto value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    value = value.substr(0, value.find_last_not_of("\r\n \t") + 1);
    headers.emplace(std::move(name), std::string{value});
  }
  return one * count;
}

/// Cuts a stream into events as they come.
struct Follower {
  const std::function<bool(std::string_view, std::string_view, std::string_view)>& on_event;
  CURL* handle;
  std::string waiting, id, event, data;
  bool stopped = false;

  bool take_line(std::string_view line) {
    if (line.empty()) {
      const bool tell = !data.empty();
      if (tell) data.pop_back();
      const bool on = !tell || on_event(id, event.empty() ? "message" : event, data);
      event.clear();
      data.clear();
      return on;
    }
    const auto colon = std::min(line.find(':'), line.size());
    const auto field = line.substr(0, colon);
    auto value = line.substr(std::min(colon + 1, line.size()));
    if (value.starts_with(' ')) value.remove_prefix(1);
    if (field == "id") id = value;
    if (field == "event") event = value;
    if (field == "data") data.append(value).append("\n");
    return true;
  }

  static std::size_t take(char* bytes, std::size_t one, std::size_t count, void* into) {
    auto& self = *static_cast<Follower*>(into);
    long status = 0;
    curl_easy_getinfo(self.handle, CURLINFO_RESPONSE_CODE, &status);
    self.waiting.append(bytes, one * count);
    if (status != 200) return one * count;
    for (auto end = self.waiting.find('\n'); end != self.waiting.npos; end = self.waiting.find('\n')) {
      auto line = self.waiting.substr(0, end);
      self.waiting.erase(0, end + 1);
      if (line.ends_with('\r')) line.pop_back();
      if (!self.take_line(line)) {
        self.stopped = true;
        return 0;
      }
    }
    return one * count;
  }
};

}  // namespace

struct Client::Impl {
  CURL* handle = nullptr;
  curl_slist* headers = nullptr;

  Impl() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_ALL); });
    handle = curl_easy_init();
    if (handle == nullptr) throw std::runtime_error{"no HTTP client: curl_easy_init failed"};
  }
  ~Impl() {
    curl_slist_free_all(headers);
    curl_easy_cleanup(handle);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void prepare(const ClientRequest& request) {
    curl_easy_reset(handle);  // keeps the connection
    curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, request.timeout_ms);
    curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);
    if (request.method == "HEAD") {
      curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
    } else if (!request.body.empty() || request.method == "POST" || request.method == "PUT" ||
               request.method == "PATCH") {
      curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
      curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.data());
      curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    } else {
      curl_easy_setopt(handle, CURLOPT_HTTPGET, 1L);
      curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }
    curl_slist_free_all(headers);
    headers = curl_slist_append(nullptr, "Expect:");  // never wait for "100 Continue"
    bool typed = false;
    for (const auto& [name, value] : request.headers) {
      typed = typed || name == "Content-Type" || name == "content-type";
      headers = curl_slist_append(headers, fmt::format("{}{} {}", name, value.empty() ? ";" : ":", value).c_str());
    }
    if (!typed) headers = curl_slist_append(headers, "Content-Type:");  // not curl's guess
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  }

  [[noreturn]] void fail(const ClientRequest& request, CURLcode code) const {
    throw std::runtime_error{fmt::format("{} {}: {}", request.method, request.url, curl_easy_strerror(code))};
  }
};

Client::Client() : impl_{std::make_unique<Impl>()} {}
Client::~Client() = default;

ClientResponse Client::send(const ClientRequest& request) {
  ClientResponse response;
  impl_->prepare(request);
  curl_easy_setopt(impl_->handle, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(impl_->handle, CURLOPT_WRITEDATA, &response.body);
  curl_easy_setopt(impl_->handle, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(impl_->handle, CURLOPT_HEADERDATA, &response.headers);
  const auto code = curl_easy_perform(impl_->handle);
  if (code != CURLE_OK) impl_->fail(request, code);
  long status = 0;
  curl_easy_getinfo(impl_->handle, CURLINFO_RESPONSE_CODE, &status);
  response.status = static_cast<int>(status);
  return response;
}

void Client::follow(const ClientRequest& request,
                    const std::function<bool(std::string_view, std::string_view, std::string_view)>& on_event) {
  auto asked = request;
  asked.headers.emplace_back("Accept", "text/event-stream");
  impl_->prepare(asked);
  Follower follower{.on_event = on_event, .handle = impl_->handle, .waiting = {}, .id = {}, .event = {}, .data = {}};
  curl_easy_setopt(impl_->handle, CURLOPT_WRITEFUNCTION, Follower::take);
  curl_easy_setopt(impl_->handle, CURLOPT_WRITEDATA, &follower);
  const auto code = curl_easy_perform(impl_->handle);
  long status = 0;
  curl_easy_getinfo(impl_->handle, CURLINFO_RESPONSE_CODE, &status);
  if (status != 0 && status != 200) {
    throw std::runtime_error{fmt::format("GET {}: status {}: {}", request.url, status, follower.waiting)};
  }
  if (code != CURLE_OK && code != CURLE_OPERATION_TIMEDOUT && !follower.stopped) impl_->fail(request, code);
}

}  // namespace opencarnet::http
