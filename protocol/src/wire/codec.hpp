// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/result.hpp"
#include "sotto/v1/archive.pb.h"
#include "sotto/v1/blob.pb.h"
#include "sotto/v1/group.pb.h"
#include "sotto/v1/linking.pb.h"
#include "sotto/v1/post.pb.h"
#include "sotto/v1/rpc.pb.h"
#include "sotto/v1/wire.pb.h"
#include "sotto/wire/call.hpp"
#include "sotto/wire/envelope.hpp"

/// Between the plain structs and Protobuf, one pair for each part of a frame. Only for this folder.
namespace sotto::wire {

void write_call(const CallRequest& from, v1::CallRequest& to);
[[nodiscard]] Result<CallRequest> read_call(const v1::CallRequest& from);
void write_reply(const CallReply& from, v1::CallReply& to);
[[nodiscard]] Result<CallReply> read_reply(const v1::CallReply& from);

void write_submit(const Submit& from, v1::Submit& to);
[[nodiscard]] Result<Submit> read_submit(const v1::Submit& from);
void write_submit_reply(const SubmitReply& from, v1::SubmitReply& to);
[[nodiscard]] Result<SubmitReply> read_submit_reply(const v1::SubmitReply& from);
void write_deliver(const Deliver& from, v1::Deliver& to);
[[nodiscard]] Result<Deliver> read_deliver(const v1::Deliver& from);

void write_group_facts(const GroupFacts& from, v1::GroupFacts& to);
void write_group_log(const GroupLogPage& from, v1::GroupLogPage& to);
void write_group_list(const GroupList& from, v1::GroupList& to);
void write_groups_found(const GroupsFound& from, v1::GroupsFound& to);
void write_find_groups(const FindGroupsRequest& from, v1::FindGroupsRequest& to);
[[nodiscard]] Result<GroupFacts> read(const v1::GroupFacts& from);
[[nodiscard]] Result<GroupLogPage> read(const v1::GroupLogPage& from);
[[nodiscard]] Result<GroupList> read(const v1::GroupList& from);
[[nodiscard]] Result<GroupsFound> read(const v1::GroupsFound& from);
[[nodiscard]] Result<AppendGroupEntryRequest> read(const v1::AppendGroupEntryRequest& from);
[[nodiscard]] Result<FetchGroupLogRequest> read(const v1::FetchGroupLogRequest& from);
[[nodiscard]] Result<FindGroupsRequest> read(const v1::FindGroupsRequest& from);

void write_post_added(const PostAdded& from, v1::PostAdded& to);
void write_fetch_posts(const FetchPostsRequest& from, v1::FetchPostsRequest& to);
void write_post_page(const PostPage& from, v1::PostPage& to);
[[nodiscard]] Result<AddPostRequest> read(const v1::AddPostRequest& from);
[[nodiscard]] Result<FetchPostsRequest> read(const v1::FetchPostsRequest& from);
[[nodiscard]] Result<PostAdded> read(const v1::PostAdded& from);
[[nodiscard]] Result<PostPage> read(const v1::PostPage& from);

void write_put_blob_part(const PutBlobPartRequest& from, v1::PutBlobPartRequest& to);
void write_blob_progress(const BlobProgress& from, v1::BlobProgress& to);
void write_blob_part(const BlobPart& from, v1::BlobPart& to);
[[nodiscard]] Result<CreateBlobRequest> read(const v1::CreateBlobRequest& from);
[[nodiscard]] Result<PutBlobPartRequest> read(const v1::PutBlobPartRequest& from);
[[nodiscard]] Result<BlobProgressRequest> read(const v1::BlobProgressRequest& from);
[[nodiscard]] Result<FetchBlobPartRequest> read(const v1::FetchBlobPartRequest& from);
[[nodiscard]] Result<DeleteBlobRequest> read(const v1::DeleteBlobRequest& from);
[[nodiscard]] Result<BlobProgress> read(const v1::BlobProgress& from);
[[nodiscard]] Result<BlobPart> read(const v1::BlobPart& from);

void write_append_to_archive(const AppendToArchiveRequest& from, v1::AppendToArchiveRequest& to);
void write_shred_archived(const ShredArchivedRequest& from, v1::ShredArchivedRequest& to);
void write_archive_head(const ArchiveHead& from, v1::ArchiveHead& to);
void write_archive_page(const ArchivePage& from, v1::ArchivePage& to);
[[nodiscard]] Result<AppendToArchiveRequest> read(const v1::AppendToArchiveRequest& from);
[[nodiscard]] Result<FetchArchiveRequest> read(const v1::FetchArchiveRequest& from);
[[nodiscard]] Result<ShredArchivedRequest> read(const v1::ShredArchivedRequest& from);
[[nodiscard]] Result<ArchiveHead> read(const v1::ArchiveHead& from);
[[nodiscard]] Result<ArchivePage> read(const v1::ArchivePage& from);

void write_open_linking(const OpenLinkingRequest& from, v1::OpenLinkingRequest& to);
void write_owner_linking(const OwnerLinkingRequest& from, v1::OwnerLinkingRequest& to);
void write_newcomer_linking(const NewcomerLinkingRequest& from, v1::NewcomerLinkingRequest& to);
void write_linking_joined(const LinkingJoined& from, v1::LinkingJoined& to);
void write_owner_linking(const OwnerLinking& from, v1::OwnerLinking& to);
void write_newcomer_linking(const NewcomerLinking& from, v1::NewcomerLinking& to);
[[nodiscard]] Result<OpenLinkingRequest> read(const v1::OpenLinkingRequest& from);
[[nodiscard]] Result<JoinLinkingRequest> read(const v1::JoinLinkingRequest& from);
[[nodiscard]] Result<OwnerLinkingRequest> read(const v1::OwnerLinkingRequest& from);
[[nodiscard]] Result<NewcomerLinkingRequest> read(const v1::NewcomerLinkingRequest& from);
[[nodiscard]] Result<LinkingJoined> read(const v1::LinkingJoined& from);
[[nodiscard]] Result<OwnerLinking> read(const v1::OwnerLinking& from);
[[nodiscard]] Result<NewcomerLinking> read(const v1::NewcomerLinking& from);

void write_submit_to_group(const SubmitToGroup& from, v1::SubmitToGroup& to);
[[nodiscard]] Result<SubmitToGroup> read_submit_to_group(const v1::SubmitToGroup& from);
void write_group_submitted(const GroupSubmitted& from, v1::GroupSubmitted& to);
[[nodiscard]] Result<GroupSubmitted> read_group_submitted(const v1::GroupSubmitted& from);
void write_group_changed(const GroupChanged& from, v1::GroupChanged& to);
[[nodiscard]] Result<GroupChanged> read_group_changed(const v1::GroupChanged& from);

}  // namespace sotto::wire
