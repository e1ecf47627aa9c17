// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/groups.hpp"

#include "controllers/group_picture.hpp"
#include "host/overloaded.hpp"
#include "host/text.hpp"
#include "models/codes.hpp"

namespace sotto::desktop {

Groups::Groups(EnginePort& engine, QObject* parent) : QObject{parent}, engine_{engine} {
  connect(&engine_, &EnginePort::happened, this, &Groups::on_event);
}

void Groups::load() {
  engine_.ask_groups(when_answered(this, [this](Result<std::vector<client::GroupView>> answer) {
    if (!answer) {
      emit failed(answer.error().code);
      return;
    }
    all_.clear();
    for (auto& view : *answer) {
      keep_picture(view);
      all_.insert_or_assign(view.group, std::move(view));
    }
    loaded_ = true;
    show_waiting();
    for (const auto& [group, view] : std::map{all_}) emit groupChanged(group);
  }));
}

void Groups::clear() {
  all_.clear();
  pictures_.clear();
  loaded_ = false;
  forgetCreation();
  show_waiting();
}

const client::GroupView* Groups::find(const GroupId& group) const {
  const auto at = all_.find(group);
  return at == all_.end() ? nullptr : &at->second;
}

void Groups::create(const QString& name, int approvals, const QString& approvers) {
  const auto least = parse_role(approvers);
  if (!least || approvals < 1) return set_creating(false, ErrorCode::malformed);
  begin({from_qt(name.trimmed()), static_cast<std::uint32_t>(approvals), *least});
}

void Groups::createOpen(const QString& name) {
  begin({from_qt(name.trimmed()), 1, group::Role::member, group::GroupKind::open});
}

void Groups::begin(client::CreateGroup wish) {
  set_creating(true);
  engine_.submit(std::move(wish), when_answered(this, [this](Status begun) {
                   if (begun || take_failure(begun.error().code)) return;
                   emit failed(begun.error().code);
                 }));
}

bool Groups::take_failure(ErrorCode code) {
  if (!creating_) return false;
  set_creating(false, code);
  return true;
}

void Groups::forgetCreation() { set_creating(false); }

void Groups::set_creating(bool creating, std::optional<ErrorCode> error) {
  creating_ = creating;
  create_error_ = error;
  emit creatingChanged();
}

QString Groups::createError() const { return create_error_ ? to_qt(*create_error_) : QString{}; }

void Groups::on_event(const client::Event& event) {
  std::visit(Overloaded{[this](const client::GroupUpdated& e) { refresh(e.group); },
                        [this](const client::GroupCreated& e) { on_created(e.group); }, [](const auto&) {}},
             event);
}

void Groups::on_created(const GroupId& group) {
  refresh(group);
  if (!creating_) return;
  set_creating(false);
  emit created(to_qt(group.text()));
}

void Groups::refresh(const GroupId& group) {
  if (!pending_.begin(group)) return;
  engine_.ask_group(group,
                    when_answered(this, [this, group](Result<std::optional<client::GroupView>> answer) {
                      const bool again = pending_.end(group);
                      if (answer && *answer) take(std::move(**answer));
                      if (again) refresh(group);
                    }));
}

void Groups::take(client::GroupView view) {
  const auto group = view.group;
  keep_picture(view);
  all_.insert_or_assign(group, std::move(view));
  show_waiting();
  emit groupChanged(group);
}

void Groups::keep_picture(const client::GroupView& view) {
  auto& kept = pictures_[view.group];
  if (kept.of == view.picture) return;
  kept = {view.picture, round_picture(view.picture)};
  emit pictureChanged(to_qt(ConversationId{view.group}.text()));
}

QString Groups::picture(const QString& conversation) const {
  const auto with = ConversationId::parse(from_qt(conversation));
  const auto* group = with ? with->group() : nullptr;
  const auto found = group == nullptr ? pictures_.end() : pictures_.find(*group);
  return found == pictures_.end() ? QString{} : found->second.address;
}

void Groups::show_waiting() {
  std::vector<client::GroupFoundView> rows;
  for (const auto& [group, view] : all_) {
    if (view.standing == client::GroupStanding::waiting) rows.push_back({group, view.name, view.open, 0, 0});
  }
  waiting_.replace(std::move(rows));
  emit changed();
}

}  // namespace sotto::desktop
