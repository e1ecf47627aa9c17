// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/client/engine.hpp"

#include <algorithm>
#include <deque>

#include "attachments.hpp"
#include "defences.hpp"
#include "dispatch.hpp"
#include "groups/outbox.hpp"
#include "groups/sync.hpp"
#include "groups/views.hpp"
#include "linking/view.hpp"
#include "off_record_flights.hpp"
#include "outbox.hpp"
#include "own_state.hpp"
#include "privacy.hpp"
#include "state_epoch.hpp"
#include "step.hpp"
#include "views.hpp"

namespace sotto::client {
namespace {

/// After a failed step the timer is set anew; sooner would be a hot loop on a full disk.
constexpr Duration after_failure{1'000};
/// A frame that a failed store could not take in comes again on the next link, if the host does not hand it
/// in again itself before.
constexpr Duration recover_after{5'000};

Deadline next_deadline(const Memory& memory, const OutboxIndex& outbox) {
  auto next = sooner(link::due(memory), calls::due(memory));
  next = sooner(next, entry::due(memory));
  next = sooner(next, sooner(memory.receipts_due, memory.resets_due));
  next = sooner(next, own_list::due(memory));
  next = sooner(next, sooner(linking_owner::due(memory), linking_newcomer::due(memory)));
  next = sooner(next, own_state::due(memory));
  next = sooner(next, prekey_stock::due(memory));
  next = sooner(next, peers::due(memory));
  next = sooner(next, sooner(timers::due(memory), typing::due(memory)));
  next = sooner(next, sooner(group_outbox::due(memory), group_sync::due(memory)));
  next = sooner(next, archiving::due(memory));
  next = sooner(next, sooner(transfers::due(memory), off_record_flights::due(memory)));
  return sooner(next, outbox::due(memory, outbox));
}

/// What went by since the last input: as much as either of the host's clocks went forward.
Duration passed(const Memory& memory, const Moment& now) {
  if (memory.last_now == Instant{}) return Duration{0};
  auto passed = std::max(now.wall - memory.last_now, Duration{0});
  if (now.steady && memory.last_steady) passed = std::max(passed, *now.steady - *memory.last_steady);
  return passed;
}

/// The engine's own time never goes back.
void advance(Memory& memory, const Moment& now) {
  memory.steady = memory.steady + passed(memory, now);
  memory.last_now = now.wall;
  memory.last_steady = now.steady;
}

}  // namespace

class Engine::Impl {
 public:
  Impl(store::ClientStore& store, RandomSource& random) : store_{store}, random_{random} {}

  Status start(Moment now, std::optional<std::uint64_t> kept_epoch);
  Status handle(Input input, Moment now);
  std::optional<Effect> poll();

  [[nodiscard]] const Memory& memory() const { return memory_; }
  [[nodiscard]] store::ClientStore& store() { return store_; }
  [[nodiscard]] views::Viewed viewed();
  void set_attachment_room(std::uint64_t bytes) { memory_.transfers.room = bytes; }

 private:
  template <class Work>
  Status run(const Moment& now, Work work);
  void keep_recovering(bool frame_was_lost, Instant now);
  void plan_wake_up(Instant now);

  store::ClientStore& store_;
  RandomSource& random_;
  Memory memory_;
  OutboxIndex outbox_;
  std::deque<Effect> effects_;
  Deadline planned_;  ///< the steady time of the last WakeAt
  bool started_ = false;
};

views::Viewed Engine::Impl::viewed() {
  const auto* self = memory_.account ? &memory_.account->self.user : nullptr;
  return {store_, memory_.transfers, memory_.off_record, self};
}

/// All or nothing: the store's transaction, the engine's memory, the effects.
template <class Work>
Status Engine::Impl::run(const Moment& now, Work work) {
  advance(memory_, now);
  if (!outbox_.valid()) SOTTO_TRY(outbox_.load(store_));
  auto memory = memory_;
  Step step{{store_, random_, memory, outbox_}, now.wall};
  auto status = work(step);
  if (status) status = state_epoch::advance(step);
  if (status) status = step.commit();
  if (status || !defences().commit_first) {
    for (auto& effect : step.take_effects()) effects_.push_back(std::move(effect));
  }
  if (!status) {
    outbox_.invalidate();
    return status;
  }
  memory_ = std::move(memory);
  return {};
}

Status Engine::Impl::start(Moment now, std::optional<std::uint64_t> kept_epoch) {
  if (started_) return Error{ErrorCode::invalid_state, "start"};
  auto status = run(now, [&](Step& step) -> Status {
    SOTTO_TRY(timers::load(step));
    SOTTO_ASSIGN(auto account, load_account(store_));
    if (account) SOTTO_TRY(set_account(step.memory(), std::move(account), random_));
    SOTTO_TRY(archiving::load(step));
    SOTTO_TRY(state_epoch::load(step, kept_epoch));
    if (!step.memory().account) return {};
    SOTTO_TRY(transfers::load(step));
    link::open(step);
    return {};
  });
  if (!status) return status;
  started_ = true;
  plan_wake_up(now.wall);
  return {};
}

Status Engine::Impl::handle(Input input, Moment now) {
  if (!started_) return Error{ErrorCode::invalid_state, "handle before start"};
  const bool frame = is_frame(input);
  const bool intent = is_intent(input);
  if (std::holds_alternative<TimerFired>(input)) planned_.reset();
  auto status = run(now, [&](Step& step) { return dispatch(step, std::move(input)); });
  if (status || intent) {
    plan_wake_up(now.wall);
  } else {
    keep_recovering(frame, now.wall);
  }
  return status;
}

/// A step that the host did not ask for has failed: nothing happened, and nobody will ask for it again. The
/// timer does.
void Engine::Impl::keep_recovering(bool frame_was_lost, Instant now) {
  if (frame_was_lost) {
    const auto soon = memory_.steady + recover_after;
    memory_.recover_link = sooner(memory_.recover_link, soon);
    // An online link with a deadline is given up already: nothing that comes behind the lost frame is taken
    // in.
    if (link::is_online(memory_) && defences().in_order) memory_.link.deadline = soon;
  }
  planned_ = memory_.steady + after_failure;
  effects_.push_back(WakeAt{now + after_failure});
}

void Engine::Impl::plan_wake_up(Instant now) {
  const auto next = next_deadline(memory_, outbox_);
  if (!next || (planned_ && *planned_ <= *next && *planned_ > memory_.steady)) return;
  planned_ = next;
  effects_.push_back(WakeAt{now + std::max(*next - memory_.steady, Duration{0})});
}

std::optional<Effect> Engine::Impl::poll() {
  if (effects_.empty()) return std::nullopt;
  auto effect = std::move(effects_.front());
  effects_.pop_front();
  return effect;
}

Engine::Engine(store::ClientStore& store, RandomSource& random)
    : impl_{std::make_unique<Impl>(store, random)} {}
Engine::~Engine() = default;

Status Engine::start(Moment now, std::optional<std::uint64_t> kept_epoch) {
  return impl_->start(now, kept_epoch);
}
Status Engine::handle(Input input, Moment now) { return impl_->handle(std::move(input), now); }
std::optional<Effect> Engine::poll() { return impl_->poll(); }

std::optional<AccountView> Engine::account() const {
  const auto& account = impl_->memory().account;
  if (!account) return std::nullopt;
  auto view = views::account_view(*account);
  // An unreadable choice is none.
  if (const auto chosen = privacy::load(impl_->store())) view.privacy = *chosen;
  return view;
}

std::optional<LinkingView> Engine::linking() const { return linking::view(impl_->memory()); }

HistoryView Engine::history() const { return archiving::view(impl_->memory().archiving); }

LinkState Engine::link() const noexcept { return link::shown(impl_->memory().link); }

Result<std::vector<ConversationView>> Engine::conversations() {
  return views::conversations(impl_->viewed());
}

Result<std::optional<ConversationView>> Engine::conversation(const ConversationId& with) {
  return views::conversation(impl_->viewed(), with);
}

Result<TimelinePage> Engine::timeline(const ConversationId& with, std::optional<store::Position> before,
                                      std::size_t limit) {
  return views::timeline(impl_->viewed(), with, before, limit);
}

Result<std::vector<store::Message>> Engine::search(std::string_view query, std::size_t limit) {
  return impl_->store().search(query, limit);
}

Result<std::vector<GroupView>> Engine::groups() {
  const auto& account = impl_->memory().account;
  if (!account) return Error{ErrorCode::not_logged_in, "groups"};
  return group_views::all(impl_->store(), *account);
}

Result<std::optional<GroupView>> Engine::group(const GroupId& id) {
  const auto& account = impl_->memory().account;
  if (!account) return Error{ErrorCode::not_logged_in, "group"};
  return group_views::one(impl_->store(), *account, id);
}

Result<SecretBytes> Engine::attachment_bytes(const ConversationId& with, const MessageId& message,
                                             std::uint64_t offset, std::uint64_t size) {
  return attachments::bytes(impl_->store(), {with, message}, offset, size);
}

void Engine::set_attachment_room(std::uint64_t bytes) { impl_->set_attachment_room(bytes); }

Result<std::optional<std::string>> Engine::safety_number(const Username& with) {
  const auto& account = impl_->memory().account;
  if (!account) return Error{ErrorCode::not_logged_in, "safety number"};
  return views::safety_number(impl_->store(), *account, with);
}

Result<std::optional<std::string>> Engine::safety_code(const Username& with) {
  const auto& account = impl_->memory().account;
  if (!account) return Error{ErrorCode::not_logged_in, "safety code"};
  return views::safety_code(impl_->store(), *account, with);
}

Result<crypto::SafetyCodeMatch> Engine::compare_safety_code(const Username& with, std::string_view text) {
  const auto& account = impl_->memory().account;
  if (!account) return Error{ErrorCode::not_logged_in, "safety code"};
  return views::compare_safety_code(impl_->store(), *account, with, text);
}

}  // namespace sotto::client
