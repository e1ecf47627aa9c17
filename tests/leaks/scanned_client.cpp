// SPDX-License-Identifier: GPL-3.0-or-later
// A process whose memory is searched: two engines on SQLCipher databases talk through a double of the relay,
// and then log out, or are closed, or what was said ends. Built with what wipes
// freed memory and scrubs the stack, and without either.
//
//   scanned_client FOLDER log-out|close|end
//
// It says "canary NAME HEX" for each secret, each byte masked so that this process does not hold a copy of
// its own, and "at STAGE"; then it waits for a line.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "account_record.hpp"
#include "canary_mask.hpp"
#include "sotto/base/scrub_stack.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/crypto/password.hpp"
#include "sotto/store/sqlcipher_store.hpp"
#include "world.hpp"

using namespace sotto;
using namespace sotto::testing;
using std::chrono::minutes;
using store::SqlcipherStore;

namespace {

constexpr Lasting ten_minutes{600};
/// Lies in a heap block of its own; and inside its std::string.
constexpr std::size_t long_text = 40;
constexpr std::size_t short_text = 14;

void tell(const char* name, ByteView secret) {
  std::printf("canary %s ", name);
  for (const std::uint8_t byte : secret) std::printf("%02x", static_cast<unsigned>(masked(byte)));
  std::printf("\n");
}

void wait_at(const char* stage) {
  std::printf("at %s\n", stage);
  std::fflush(stdout);
  for (int c = 0; (c = std::getchar()) != '\n';) {
    if (c == EOF) std::exit(1);
  }
}

void must(const Status& status) {
  if (!status) throw std::runtime_error{status.error().where};
}

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error{result.error().where};
  return *std::move(result);
}

/// What lies around a text of many pages.
std::string long_story(const std::string& text) {
  const std::string page(3'000, '-');
  return page + text + page;
}

/// Letters that stand nowhere else.
std::string fresh_text(RandomSource& random, std::size_t size) {
  std::string text(size, '\0');
  Bytes drawn(size);
  must(random.fill(drawn));
  for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>('a' + drawn[i] % 26);
  return text;
}

/// What the two say, and what they say it with.
struct Said {
  explicit Said(RandomSource& random) : source{random} {}
  RandomSource& source;
  std::string password = fresh_text(source, long_text);
  std::string passphrase = fresh_text(source, long_text);
  std::string contact_name = fresh_text(source, long_text);
  std::string text = fresh_text(source, long_text);
  std::string short_one = fresh_text(source, short_text);
  std::string reply = fresh_text(source, long_text);
  std::string draft = fresh_text(source, long_text);
  std::string group_text = fresh_text(source, long_text);
  std::string story = fresh_text(source, long_text);
  std::string timed_story = fresh_text(source, long_text);
  std::string timed = fresh_text(source, long_text);
  std::string timed_short = fresh_text(source, short_text);
  std::string timed_edited = fresh_text(source, long_text);
  std::string timed_in_group = fresh_text(source, long_text);
  std::string whisper = fresh_text(source, long_text);
  std::string short_whisper = fresh_text(source, short_text);

  void tell_all() const {
    tell("password", bytes_of(password));
    tell("passphrase", bytes_of(passphrase));
    tell("contact-name", bytes_of(contact_name));
    tell("text", bytes_of(text));
    tell("short-text", bytes_of(short_one));
    tell("reply", bytes_of(reply));
    tell("draft", bytes_of(draft));
    tell("group-text", bytes_of(group_text));
    tell("story", bytes_of(story));
    tell("timed-story", bytes_of(timed_story));
    tell("timed", bytes_of(timed));
    tell("timed-short", bytes_of(timed_short));
    tell("timed-edited", bytes_of(timed_edited));
    tell("timed-in-group", bytes_of(timed_in_group));
    tell("whisper", bytes_of(whisper));
    tell("short-whisper", bytes_of(short_whisper));
  }
};

/// The keys of alice's device, copied where they can be had.
struct Keys {
  client::AccountPtr account;
  crypto::PasswordKeys password;
  SecretBytes passphrase_key;
  SecretBytes database_key;

  void tell_all() const {
    tell("identity-key", account->identity.private_key().expose());
    tell("archive-key", account->archive_key.expose());
    tell("session-token", account->token.expose());
    tell("login-secret", password.login_secret.expose());
    tell("wrapping-key", password.wrapping_key.expose());
    tell("passphrase-key", passphrase_key.expose());
    tell("database-key", database_key.expose());
  }
};

SecretBytes secret(std::string_view text) { return SecretBytes::copied_from(text); }

struct DatabaseKeys {
  SecretBytes from_passphrase;
  SecretBytes database;
};

/// As the desktop does it where no keychain answers.
DatabaseKeys database_keys(const std::string& passphrase) {
  const Bytes salt(16, 1);
  auto keys = must(crypto::derive_passphrase_keys(secret(passphrase), salt, {}));
  auto database = must(crypto::derive_relay_database_key(keys.database_key, "relay.example"));
  return {std::move(keys.database_key), std::move(database)};
}

std::unique_ptr<SqlcipherStore> open(const std::string& path, const SecretBytes& key) {
  return must(SqlcipherStore::open({path, store::Journal::write_ahead, {}}, key));
}

/// Alice and bob, each with a device; what a host of the engine does after each input.
class Session {
 public:
  Session(const std::string& folder, const Said& said)
      : alices_{open(folder + "/alice.db", database_keys(said.passphrase).database)},
        bobs_{open(folder + "/bob.db", database_keys(said.passphrase).database)},
        alice_{world_.add_device("alice", alices_.get())},
        bob_{world_.add_device("bob", bobs_.get())} {
    enter(alice_, client::Register{name("alice"), secret(said.password), "", "laptop", true, ""});
    enter(bob_, client::Register{name("bob"), secret(said.password), "", "laptop", true, ""});
  }

  void talk(const Said& said) {
    enter(alice_, client::SetContactName{name("bob"), said.contact_name});
    enter(alice_, client::SaveDraft{name("bob"), long_story(said.draft)});
    enter(alice_, client::SendText{name("bob"), said.text});
    enter(bob_, client::SendText{name("alice"), said.reply});
    enter(alice_, client::SendText{name("bob"), said.short_one});
    enter(alice_, client::SendText{name("bob"), long_story(said.story)});
    talk_in_a_group(said);
    talk_for_a_while(said);
    talk_off_the_record(said);
    look(alice_, name("bob"), said.text);
    look(bob_, name("alice"), said.timed);
  }

  Keys keys(const Said& said) {
    const auto& relays = world_.relay.accounts.at("alice").password;
    auto database = database_keys(said.passphrase);
    return {must(client::load_account(*alices_)),
            must(crypto::derive_password_keys(secret(said.password), name("alice"), relays.salt,
                                              {relays.memory_kib, relays.passes, relays.lanes})),
            std::move(database.from_passphrase), std::move(database.database)};
  }

  /// What the relay has to know is in another process elsewhere.
  void forget_the_relays_own() {
    for (auto& [user, account] : world_.relay.accounts) {
      account.login_secret = Bytes{};
      for (auto& [number, device] : account.devices) device.token = Bytes{};
    }
  }

  void log_out() {
    for (auto* device : {&alice_, &bob_}) enter(*device, client::LogOut{});
  }

  /// All that lasts a while has been read; and a minute after its end.
  void let_end() {
    for (auto* device : {&alice_, &bob_}) {
      enter(*device, client::MarkRead{group_, device->messages_in(group_).back().position});
      const auto& with = device == &alice_ ? name("bob") : name("alice");
      enter(*device, client::MarkRead{with, device->messages_in(with).back().position});
      enter(*device, client::EndOffRecord{with});
    }
    scrub_stack();
    world_.run_for(ten_minutes.duration() + minutes{1});
    scrub_stack();
  }

 private:
  void enter(Device& device, client::Input input) {
    must(device.handle(std::move(input)));
    world_.settle();
    scrub_stack();
  }

  void talk_in_a_group(const Said& said) {
    enter(alice_, client::CreateGroup{"Two", 1, group::Role::member});
    group_ = alice_.events<client::GroupCreated>().back().group;
    enter(bob_, client::RequestToJoin{group_});
    enter(alice_, client::ChangeGroup{group_, client::ApproveNewcomer{name("bob")}});
    enter(alice_, client::SendText{group_, said.group_text});
    enter(alice_, client::SendText{group_, said.timed_in_group, {}, ten_minutes});
  }

  void talk_for_a_while(const Said& said) {
    enter(alice_, client::SendText{name("bob"), said.timed_short, {}, ten_minutes});
    enter(alice_, client::SaveDraft{name("bob"), long_story(said.timed_story)});
    enter(alice_, client::SaveDraft{name("bob"), ""});
    enter(alice_, client::SendText{name("bob"), long_story(said.timed_story), {}, ten_minutes});
    enter(alice_, client::SendText{name("bob"), said.timed, {}, ten_minutes});
    const auto id = alice_.messages_with("bob").back().id;
    enter(alice_, client::EditMessage{name("bob"), id, said.timed_edited});
    enter(bob_, client::React{name("alice"), id, "!"});
  }

  void talk_off_the_record(const Said& said) {
    enter(alice_, client::SendOffRecord{name("bob"), said.whisper});
    enter(bob_, client::SendOffRecord{name("alice"), said.short_whisper});
  }

  /// What screens ask for.
  void look(Device& device, const ConversationId& with, const std::string& wanted) {
    static_cast<void>(device.engine().conversations());
    static_cast<void>(device.engine().timeline(with, std::nullopt, 50));
    static_cast<void>(device.engine().timeline(group_, std::nullopt, 50));
    static_cast<void>(device.engine().search(wanted, 10));
    scrub_stack();
  }

  std::unique_ptr<SqlcipherStore> alices_;
  std::unique_ptr<SqlcipherStore> bobs_;
  World world_;
  Device& alice_;
  Device& bob_;
  GroupId group_;
};

/// A session in which everything has been said, and this process has told what.
std::unique_ptr<Session> begin(const std::string& folder) {
  const auto random = must(crypto::system_random());
  const Said said{*random};
  auto session = std::make_unique<Session>(folder, said);
  session->talk(said);
  const auto keys = session->keys(said);
  said.tell_all();
  keys.tell_all();
  wait_at("held");
  session->forget_the_relays_own();
  return session;
}

void run(const std::string& folder, std::string_view end) {
  auto session = begin(folder);
  scrub_stack();
  wait_at("live");
  if (end == "log-out") session->log_out();
  if (end == "end") session->let_end();
  if (end != "close") wait_at("gone");
  session.reset();
  scrub_stack();
  wait_at("closed");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  run(argv[1], argv[2]);
  return 0;
}
