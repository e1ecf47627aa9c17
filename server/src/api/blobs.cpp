// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.hpp"
#include "relay/relay.hpp"

namespace sotto::relay::api {
namespace {

namespace json = boost::json;

json::object encode(const wire::BlobProgress& blob) {
  return {{"id", to_base64url(blob.blob.view())},
          {"size", blob.size},
          {"parts", blob.parts},
          {"whole", blob.whole()},
          {"part_size", wire::blob_part_size}};
}

/// not_found for what cannot be an id: the same as for an id that no blob has (attack D12).
Result<wire::BlobId> blob_of(const Call& call) {
  const auto raw = parse_base64url(call.arguments.front());
  const auto id = wire::BlobId::parse(raw ? *raw : Bytes{});
  if (!id) return Error{ErrorCode::not_found, "blob"};
  return id;
}

/// The same for a part's number.
Result<wire::FetchBlobPartRequest> part_of(const Call& call) {
  SOTTO_ASSIGN(const auto blob, blob_of(call));
  const auto part = plain_number(call.arguments.back());
  if (!part) return Error{ErrorCode::not_found, "blob part"};
  return wire::FetchBlobPartRequest{blob, *part};
}

auto encoded(unsigned status) {
  return [status](const wire::BlobProgress& blob) { return json_response(status, encode(blob)); };
}

HttpResponse bytes_of_part(const wire::BlobPart& part) {
  return {200,
          {{"Content-Type", "application/octet-stream"}, {"Cache-Control", "no-store"}},
          std::make_shared<const std::string>(text_of(part.data))};
}

void create(Relay& relay, const CallPtr& call) {
  const auto object = parse_object(call->request.body);
  if (!object) return call->respond(failure_response(object.error()));
  const auto size = number_field(*object, "size", wire::max_blob_size);
  if (!size) return call->respond(failure_response(size.error()));
  relay.blobs.create(call->who->user, *size, answering<wire::BlobProgress>(call, encoded(201)));
}

void progress(Relay& relay, const CallPtr& call) {
  const auto blob = blob_of(*call);
  if (!blob) return call->respond(failure_response(blob.error()));
  answer(call, relay.blobs.progress(call->who->user, *blob), encoded(200));
}

void put(Relay& relay, const CallPtr& call) {
  const auto part = part_of(*call);
  if (!part) return call->respond(failure_response(part.error()));
  relay.blobs.put(call->who->user, {part->blob, part->part, copy_of(bytes_of(call->request.body))},
                  answering<wire::BlobProgress>(call, encoded(200)));
}

void fetch(Relay& relay, const CallPtr& call) {
  const auto part = part_of(*call);
  if (!part) return call->respond(failure_response(part.error()));
  answer(call, relay.blobs.fetch(call->who->user, *part), bytes_of_part);
}

void remove(Relay& relay, const CallPtr& call) {
  const auto blob = blob_of(*call);
  if (!blob) return call->respond(failure_response(blob.error()));
  relay.blobs.remove(call->who->user, *blob, answering<wire::Done>(call, done<wire::Done>));
}

}  // namespace

void add_blob_routes(std::vector<Route>& routes, Relay& relay) {
  routes.push_back(route_to(relay, "POST", "/api/v1/blob", Access::write, create));
  routes.push_back(route_to(relay, "GET", "/api/v1/blob/{id}", Access::read, progress));
  routes.push_back(route_to(relay, "DELETE", "/api/v1/blob/{id}", Access::write, remove));
  routes.push_back(route_to(relay, "PUT", "/api/v1/blob/{id}/{part}", Access::write, put));
  routes.push_back(route_to(relay, "GET", "/api/v1/blob/{id}/{part}", Access::read, fetch));
}

}  // namespace sotto::relay::api
