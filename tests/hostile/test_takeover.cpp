// SPDX-License-Identifier: GPL-3.0-or-later
// The relay's operator gives an account away (row C4 of README.md): they reset its password, and somebody
// logs in as its owner, with a fresh device of an honest client.
#include <QtTest>

#include "acquaintance.hpp"
#include "client/account_record.hpp"
#include "outcome.hpp"
#include "printing.hpp"
#include "sotto/archive/seal_entry.hpp"
#include "sotto/crypto/password.hpp"

using namespace sotto;
using namespace sotto::hostile;
using namespace sotto::testing;
using std::chrono::minutes;
using Texts = std::vector<std::string>;

class TestTakeover : public QObject {
  Q_OBJECT

 private slots:
  void c4_a_reset_password_opens_nothing();
  void c4_other_keys_under_the_same_identity_are_refused();
  void c4_an_account_made_anew_reads_no_archive();
  void c4_an_account_made_anew_is_told();
};

namespace {

constexpr std::string_view reset_password = "as the operator likes";
constexpr std::string_view secret_word = "gooseberry";

/// What somebody gets who logs in as bob.
struct Gained {
  std::optional<ErrorCode> refused;           ///< the log-in
  std::string kept;                           ///< everything in the client's store
  Texts shown;                                ///< of what bob and alice have said
  std::size_t conversations = 0;              ///< that are shown
  std::optional<std::uint64_t> not_restored;  ///< entries, when the client has looked at the whole archive
};

/// Bob's account, with an archive of what he and alice have said, in the operator's hands.
struct Takeover : Acquaintance {
  SeededRandom random{71};
  client::AccountPtr bobs = must(client::load_account(bob->store()));
  Texts said;
  std::vector<archive::Entry> archived;  ///< oldest first

  Takeover() {
    for (int number = 0; number < 6; ++number) {
      write(*bob, alice, std::string{secret_word} + " of bob's " + std::to_string(number));
      write(alice, *bob, std::string{secret_word} + " of alice's " + std::to_string(number));
    }
    world.settle(minutes{2});
    said = bob->texts_with("alice");
    archived = archive_of_bob();
    if (opened_with(bobs->archive_key) < said.size()) qFatal("not everything is in the archive");
  }

  /// The account as it is, but with the operator's password. What it takes to log in with it is all that an
  /// operator can make: bob's keys are sealed under his.
  [[nodiscard]] RelayAccount with_reset_password() {
    const auto before = row();
    RelayAccount account;
    account.password = parameters();
    account.login_secret = copy_of(operator_keys().login_secret.expose());
    account.wrapped_keys = before.wrapped_keys;
    account.identity_key = before.identity_key;
    return account;
  }
  /// For an account that is opened with the operator's password.
  [[nodiscard]] Bytes wrapped(const crypto::AccountKeys& keys) {
    return must(crypto::wrap_account_keys(keys, operator_keys().wrapping_key, name("bob"), random));
  }
  [[nodiscard]] crypto::IdentityKeyPair fresh_identity() {
    return must(crypto::IdentityKeyPair::fresh(random));
  }
  [[nodiscard]] SecretBytes fresh_archive_key() {
    SecretBytes key{32};
    must(random.fill(key.expose_for_writing()));
    return key;
  }

  /// Another identity, as if somebody had registered under the name.
  [[nodiscard]] RelayAccount made_anew(const SecretBytes& archive_key) {
    auto account = with_reset_password();
    const auto identity = fresh_identity();
    account.identity_key = copy_of(identity.public_key().view());
    account.wrapped_keys = wrapped({identity.clone(), archive_key.clone()});
    return account;
  }

  /// Bob's devices are nobody's any more. His archive stays where it is.
  void put_in_place(const RelayAccount& account) {
    evil.remove_account("bob");
    world.settle(minutes{2});
    evil.adopt("bob", account);
    must(update_and_wait(evil.store(), [&](relay::store::Transaction& transaction) -> Status {
      for (const auto& entry : archived) SOTTO_TRY(transaction.append_to_archive(name("bob"), entry));
      return {};
    }));
  }

  Gained log_in() {
    bob = &world.add_device("somebody");
    must(bob->handle(client::LogIn{name("bob"), SecretBytes::copied_from(reset_password), "new phone"}));
    world.settle(minutes{2});
    Gained got;
    for (const auto& failed : bob->events<client::EntryFailed>()) got.refused = failed.code;
    got.kept = bob->dump();
    got.shown = bob->texts_with("alice");
    got.conversations = must(bob->store().conversations()).size();
    for (const auto& checked : bob->events<client::RestoreChecked>()) got.not_restored = checked.refused;
    return got;
  }

  /// How many entries of bob's archive a key opens.
  [[nodiscard]] std::size_t opened_with(const SecretBytes& archive_key) const {
    const auto keys = must(archive::ArchiveKeys::derive(archive_key, name("bob")));
    return static_cast<std::size_t>(std::count_if(archived.begin(), archived.end(), [&](const auto& entry) {
      return archive::open_entry(keys, entry).ok();
    }));
  }

 private:
  relay::store::Account row() {
    std::optional<relay::store::Account> found;
    must(evil.store().read([&](const relay::store::Snapshot& snapshot) -> Status {
      SOTTO_ASSIGN(found, snapshot.find_account(name("bob")));
      return {};
    }));
    return *found;
  }
  std::vector<archive::Entry> archive_of_bob() {
    std::vector<Bytes> newest_first;
    must(evil.store().read([&](const relay::store::Snapshot& snapshot) -> Status {
      SOTTO_ASSIGN(const auto state, snapshot.archive_state(name("bob")));
      const relay::store::ArchivePageQuery all{state.head.size, std::nullopt, state.head.size, state.bytes};
      SOTTO_ASSIGN(newest_first, snapshot.archive_page(name("bob"), all));
      return {};
    }));
    std::vector<archive::Entry> entries;
    for (const auto& bytes : newest_first)
      entries.insert(entries.begin(), must(archive::Entry::parse(bytes)));
    return entries;
  }
  static wire::PasswordParameters parameters() {
    const crypto::PasswordCost cost;
    return {Bytes(wire::password_salt_size, 3), cost.memory_kib, cost.passes, cost.lanes};
  }
  static crypto::PasswordKeys operator_keys() {
    return must(crypto::derive_password_keys(SecretBytes::copied_from(reset_password), name("bob"),
                                             parameters().salt, crypto::PasswordCost{}));
  }
};

bool holds(const std::string& kept, std::string_view word) {
  return kept.find(word) != std::string::npos || kept.find(to_hex(bytes_of(word))) != std::string::npos;
}

}  // namespace

void TestTakeover::c4_a_reset_password_opens_nothing() {
  Takeover stage;
  stage.put_in_place(stage.with_reset_password());
  const auto got = stage.log_in();
  QVERIFY(got.refused == ErrorCode::wrong_password);
  QCOMPARE(got.kept, std::string{});
  QCOMPARE(got.shown, Texts{});
  // The control: had the operator bob's keys, whoever logs in would read everything.
  Takeover with_keys;
  auto account = with_keys.with_reset_password();
  account.wrapped_keys =
      with_keys.wrapped({with_keys.bobs->identity.clone(), with_keys.bobs->archive_key.clone()});
  with_keys.put_in_place(account);
  const auto everything = with_keys.log_in();
  QVERIFY(!everything.refused);
  QCOMPARE(everything.shown, with_keys.said);
}

void TestTakeover::c4_other_keys_under_the_same_identity_are_refused() {
  Takeover stage;
  auto account = stage.with_reset_password();
  account.wrapped_keys = stage.wrapped({stage.fresh_identity(), stage.fresh_archive_key()});
  stage.put_in_place(account);
  const auto got = stage.log_in();
  QVERIFY(got.refused == ErrorCode::identity_mismatch);
  QCOMPARE(got.kept, std::string{});
  // The control: under their own identity they are taken.
  Takeover anew;
  anew.put_in_place(anew.made_anew(anew.fresh_archive_key()));
  QVERIFY(!anew.log_in().refused);
}

void TestTakeover::c4_an_account_made_anew_reads_no_archive() {
  const auto take_over = [](Takeover& stage, const SecretBytes& archive_key) {
    stage.put_in_place(stage.made_anew(archive_key));
    return stage.log_in();
  };
  Takeover stage;
  const auto archive_key = stage.fresh_archive_key();
  const auto got = take_over(stage, archive_key);
  QVERIFY(!got.refused);
  QCOMPARE(stage.opened_with(archive_key), 0U);
  QCOMPARE(got.not_restored, std::optional<std::uint64_t>{stage.archived.size()});
  QCOMPARE(got.shown, Texts{});
  QCOMPARE(got.conversations, 0U);
  QVERIFY(!holds(got.kept, secret_word));
  // The control: with the key of bob's archive, all of it is opened and shown.
  Takeover with_key;
  const auto everything = take_over(with_key, with_key.bobs->archive_key);
  QCOMPARE(with_key.opened_with(with_key.bobs->archive_key), with_key.archived.size());
  QCOMPARE(everything.not_restored, std::optional<std::uint64_t>{0});
  QCOMPARE(everything.shown, with_key.said);
  QVERIFY(holds(everything.kept, secret_word));
}

namespace {

/// What alice has of it when bob's account was made anew.
struct Told {
  std::size_t notices = 0;
  bool blocked = false;
  Texts shown;         ///< of what was said in bob's name since
  Texts read_by_them;  ///< of what she says then
};

Told alice_is_told() {
  Takeover stage;
  stage.put_in_place(stage.made_anew(stage.fresh_archive_key()));
  if (stage.log_in().refused) qFatal("nobody has logged in");
  const auto before = texts_of(stage.alice, "bob").size();
  stage.write(*stage.bob, stage.alice, "it is me");
  stage.write(stage.alice, *stage.bob, "for bob alone");
  stage.world.settle(minutes{5});
  auto shown = texts_of(stage.alice, "bob");
  shown.erase(shown.begin(), shown.begin() + static_cast<std::ptrdiff_t>(before));
  return {stage.notices(), stage.is_blocked(), shown, texts_of(*stage.bob, "alice")};
}

}  // namespace

void TestTakeover::c4_an_account_made_anew_is_told() {
  const auto told = alice_is_told();
  QCOMPARE(told.notices, 1U);
  QVERIFY(told.blocked);
  QCOMPARE(told.shown, Texts{});
  QCOMPARE(told.read_by_them, Texts{});
  const Without defence{&client::Defences::identity_change};
  const auto untold = alice_is_told();
  QCOMPARE(untold.notices, 0U);
  QVERIFY(!untold.blocked);
  QCOMPARE(untold.shown, Texts{"it is me"});
  QCOMPARE(untold.read_by_them, Texts{"for bob alone"});
}

QTEST_GUILESS_MAIN(TestTakeover)
#include "test_takeover.moc"
