// SPDX-License-Identifier: GPL-3.0-or-later
// What two people compare: the digits and the code that the clients show.
#include "client.hpp"
#include "sotto/crypto/safety_code.hpp"
#include "sotto/crypto/safety_number.hpp"

namespace sotto::conformance {
namespace {

Result<Username> user_field(const Request& request, const char* name) {
  SOTTO_ASSIGN(const std::string text, request.text(name));
  return Username::parse(text);
}

}  // namespace

Result<Json> Client::sotto_fingerprint(const Request& request) {
  SOTTO_ASSIGN(const Memory* us, memory());
  SOTTO_ASSIGN(const Username local, user_field(request, "local_id"));
  SOTTO_ASSIGN(const Username remote, user_field(request, "remote_id"));
  SOTTO_ASSIGN(const Bytes key, request.bytes("remote_key"));
  SOTTO_ASSIGN(const auto remote_key, crypto::IdentityKey::parse(key));
  const crypto::NamedIdentity own{local, us->identity.public_key()};
  const crypto::NamedIdentity other{remote, remote_key};
  return Json{{"display", crypto::safety_number(own, other)}, {"scannable", crypto::safety_code(own, other)}};
}

}  // namespace sotto::conformance
