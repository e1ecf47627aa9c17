// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin.hpp"

#include "app/open_store.hpp"
#include "app/system_clock.hpp"
#include "relay/random.hpp"
#include "relay/server_key.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::relay::app {
namespace {

using Options = std::map<std::string, std::string>;

constexpr std::size_t max_news_title = 120;
constexpr std::size_t max_news_text = 4000;

Complaint done() { return {}; }

Complaint add_news(const Options& options, store::Store& store) {
  const auto title = options.find("--title");
  const auto text = options.find("--text");
  if (title == options.end() || text == options.end() || title->second.empty()) {
    return {"news add needs --title TEXT and --text TEXT."};
  }
  if (title->second.size() > max_news_title || text->second.size() > max_news_text) {
    return {"A news title has at most 120 bytes, its text at most 4000."};
  }
  const auto today = store::Day::of(SystemClock{}.now());
  const auto status = update_and_wait(store, [&](store::Transaction& transaction) {
    return transaction.add_news(today, title->second, text->second);
  });
  return status.ok() ? done() : Complaint{"The database cannot be written."};
}

Complaint delete_user(const std::string& text, store::Store& store) {
  const auto name = Username::parse(text);
  if (!name.ok()) return {"That is not a user name."};
  auto source = crypto::system_random();
  if (!source.ok()) return {"The system's random generator failed its self-test."};
  SharedRandom random{*std::move(source)};
  const auto key = ServerKey::load_or_make(store, random);
  if (!key.ok()) return {"The database cannot be read or written."};
  const auto status = update_and_wait(store, [&](store::Transaction& transaction) {
    return transaction.remove_account(*name, key->retired_tag(*name));
  });
  if (status.ok()) return done();
  return {status.error().code == ErrorCode::not_found ? "There is no such user." : "The database cannot be written."};
}

}  // namespace

std::optional<Complaint> admin(const std::vector<std::string>& words, const Options& options, const Config& config) {
  const bool news = words.size() == 2 && words[0] == "news" && words[1] == "add";
  const bool user = words.size() == 3 && words[0] == "user" && words[1] == "delete";
  if (!news && !user) return std::nullopt;
  auto store = open_store(config, {});
  if (auto* complaint = std::get_if<Complaint>(&store)) return *complaint;
  auto& opened = *std::get<0>(store);
  return news ? add_news(options, opened) : delete_user(words[2], opened);
}

}  // namespace sotto::relay::app
