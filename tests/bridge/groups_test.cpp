// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "bridge.pb.h"
#include "decode_request.hpp"
#include "encode_group.hpp"
#include "encode_reply.hpp"

using namespace sotto;
using namespace sotto::web;

namespace {

Username name(std::string_view text) { return *Username::parse(text); }

GroupId group_id() {
  GroupId id;
  id.bytes.fill(0xA5);
  return id;
}

template <class Input>
Input decoded(bridge::Request request) {
  auto command = decode_request(request);
  if (!command.ok()) qFatal("not decoded");
  auto* input = std::get_if<client::Input>(&*command);
  if (input == nullptr || !std::holds_alternative<Input>(*input)) qFatal("another input");
  return std::get<Input>(std::move(*input));
}

/// What a member wants to do, after `fill` has written it.
template <class Act, class Fill>
Act act(Fill fill) {
  bridge::Request request;
  request.mutable_change_group()->set_group(group_id().text());
  fill(*request.mutable_change_group());
  return std::get<Act>(decoded<client::ChangeGroup>(request).what);
}

bridge::Event encoded(client::Event event) { return encode_effect(client::Notify{std::move(event)}).event(); }

}  // namespace

class GroupsBridgeTest : public QObject {
  Q_OBJECT

 private slots:
  void wishes_keep_their_fields() {
    bridge::Request request;
    request.mutable_create_group()->set_name("Chess club");
    request.mutable_create_group()->set_approvals(2);
    request.mutable_create_group()->set_approvers(bridge::ADMIN);
    const auto create = decoded<client::CreateGroup>(request);
    QCOMPARE(create.name, std::string{"Chess club"});
    QCOMPARE(create.approvals, 2u);
    QVERIFY(create.approvers == group::Role::admin);
    QVERIFY(create.kind == group::GroupKind::secure);
    request.mutable_create_group()->set_open(true);
    QVERIFY(decoded<client::CreateGroup>(request).kind == group::GroupKind::open);
    request.mutable_load_posts()->set_group(group_id().text());
    QVERIFY(decoded<client::LoadPosts>(request).group == group_id());
    request.mutable_request_to_join()->set_group(group_id().text());
    QVERIFY(decoded<client::RequestToJoin>(request).group == group_id());
    request.mutable_find_groups()->set_query("chess");
    QCOMPARE(decoded<client::FindGroups>(request).query, std::string{"chess"});
  }

  void acts_keep_their_fields() {
    const auto approve = act<client::ApproveNewcomer>([](auto& change) { change.set_approve("bella"); });
    QVERIFY(approve.user == name("bella"));
    QVERIFY(act<client::RemoveMember>([](auto& change) { change.set_remove("bella"); }).user ==
            name("bella"));
    act<client::LeaveGroup>([](auto& change) { change.set_leave(true); });
    const auto role = act<client::SetRole>([](auto& change) {
      change.mutable_role()->set_user("bella");
      change.mutable_role()->set_role(bridge::OWNER);
    });
    QVERIFY(role.user == name("bella") && role.role == group::Role::owner);
    const auto policy = act<client::SetPolicy>([](auto& change) {
      change.mutable_policy()->set_approvals(3);
      change.mutable_policy()->set_approvers(bridge::MEMBER);
    });
    QVERIFY(policy.approvals == 3 && policy.approvers == group::Role::member);
    QCOMPARE(act<client::RenameGroup>([](auto& change) { change.set_rename("Go club"); }).name,
             std::string{"Go club"});
    QVERIFY(act<client::SetGroupPicture>([](auto& change) { change.set_picture("\x89PNG"); }).picture ==
            copy_of(bytes_of("\x89PNG")));
  }

  void what_is_no_group_role_or_change_is_malformed() {
    bridge::Request request;
    for (const auto* bad : {"", "short", "#AAAA"}) {
      request.mutable_request_to_join()->set_group(bad);
      QCOMPARE(decode_request(request).error().code, ErrorCode::malformed);
    }
    request.mutable_create_group()->set_name("without approvers");
    QCOMPARE(decode_request(request).error().code, ErrorCode::malformed);
    request.mutable_change_group()->set_group(group_id().text());
    QCOMPARE(decode_request(request).error().code, ErrorCode::malformed);
  }

  void a_group_is_a_conversation_too() {
    bridge::Request request;
    request.mutable_send_text()->set_to("#" + group_id().text());
    const auto to = decoded<client::SendText>(request).to;
    const auto* group = to.group();
    QVERIFY(group != nullptr && *group == group_id());
  }

  void a_group_keeps_its_fields() {
    client::GroupView view;
    view.group = group_id();
    view.name = "Chess club";
    view.standing = client::GroupStanding::member;
    view.forked = true;
    view.disputed_by = name("bella");
    view.needed_approvals = 2;
    view.open = true;
    view.older_posts = true;
    view.refused_posts = 4;
    view.picture = {0x89, 'P'};
    view.role = group::Role::admin;
    view.members = {{name("alice"), group::Role::admin}, {name("bella"), group::Role::member}};
    view.requests = {{name("carol"), 1, true}};
    bridge::Group out;
    encode(view, out);
    QCOMPARE(out.group(), group_id().text());
    QCOMPARE(out.standing(), bridge::STANDING_MEMBER);
    QVERIFY(out.forked() && !out.behind());
    QVERIFY(out.open() && out.older_posts());
    QCOMPARE(out.refused_posts(), std::uint64_t{4});
    QCOMPARE(out.picture(), std::string{"\x89P"});
    QCOMPARE(out.disputed_by(), std::string{"bella"});
    QCOMPARE(out.role(), bridge::ADMIN);
    QCOMPARE(out.members_size(), 2);
    QCOMPARE(out.members(1).user(), std::string{"bella"});
    QCOMPARE(out.requests(0).approvals(), 1u);
    QVERIFY(out.requests(0).approved_here());
  }

  void events_keep_their_fields() {
    QCOMPARE(encoded(client::GroupUpdated{group_id()}).group_updated().group(), group_id().text());
    QCOMPARE(encoded(client::GroupCreated{group_id()}).group_created().group(), group_id().text());
    const auto distrusted = encoded(client::GroupDistrusted{group_id(), ErrorCode::forked_log});
    QCOMPARE(distrusted.group_distrusted().code(), std::string{"forked_log"});
    const auto found = encoded(client::GroupsFound{"ch", {{group_id(), "Chess club", false, 3, 2}}});
    QCOMPARE(found.groups_found().query(), std::string{"ch"});
    QCOMPARE(found.groups_found().groups(0).members(), 3u);
  }
};

QTEST_GUILESS_MAIN(GroupsBridgeTest)
#include "groups_test.moc"
