// SPDX-License-Identifier: GPL-3.0-or-later
#include "obs/metrics.hpp"

#include <string_view>

namespace sotto::relay::obs {
namespace {

struct Row {
  const char* name;
  const char* type;
  const char* help;
  Metrics::Number Metrics::*number;
};

constexpr Row rows[] = {
    {"sotto_links_open", "gauge", "WebSocket links that are open", &Metrics::links_open},
    {"sotto_links_authenticated", "gauge", "links that showed a token", &Metrics::links_authenticated},
    {"sotto_links_total", "counter", "links since the start", &Metrics::links_total},
    {"sotto_links_displaced_total", "counter", "links closed for a newer one of the device",
     &Metrics::links_displaced},
    {"sotto_links_revoked_total", "counter", "links closed because their token was revoked",
     &Metrics::links_revoked},
    {"sotto_links_too_slow_total", "counter", "links closed with a full outbox", &Metrics::links_too_slow},
    {"sotto_submissions_total", "counter", "messages that were submitted", &Metrics::submissions},
    {"sotto_submissions_accepted_total", "counter", "answered: accepted", &Metrics::submissions_accepted},
    {"sotto_submissions_devices_changed_total", "counter", "answered: devices changed",
     &Metrics::submissions_devices_changed},
    {"sotto_submissions_mailbox_full_total", "counter", "answered: mailbox full",
     &Metrics::submissions_mailbox_full},
    {"sotto_submissions_not_delivered_total", "counter", "off the record, answered: not delivered",
     &Metrics::submissions_not_delivered},
    {"sotto_submissions_unavailable_total", "counter", "answered: unavailable",
     &Metrics::submissions_unavailable},
    {"sotto_delivered_live_total", "counter", "envelopes acknowledged without touching the disk",
     &Metrics::delivered_live},
    {"sotto_letters_stored_total", "counter", "envelopes written to a mailbox", &Metrics::letters_stored},
    {"sotto_letters_drained_total", "counter", "envelopes of a mailbox that were acknowledged",
     &Metrics::letters_drained},
    {"sotto_store_commits_total", "counter", "commits, one fsync each", &Metrics::store_commits},
    {"sotto_store_works_total", "counter", "works that were committed", &Metrics::store_works},
    {"sotto_http_requests_total", "counter", "HTTP requests", &Metrics::http_requests},
    {"sotto_http_refused_total", "counter", "HTTP requests that the guard refused", &Metrics::http_refused},
    {"sotto_rate_limited_total", "counter", "answers: rate limited", &Metrics::rate_limited},
    {"sotto_captchas_issued_total", "counter", "captcha challenges", &Metrics::captchas_issued},
    {"sotto_captchas_refused_total", "counter", "captcha solutions that were refused",
     &Metrics::captchas_refused},
    {"sotto_registrations_total", "counter", "accounts made", &Metrics::registrations},
    {"sotto_logins_total", "counter", "log-ins", &Metrics::logins},
    {"sotto_logins_refused_total", "counter", "wrong names or passwords", &Metrics::logins_refused},
    {"sotto_bundles_fetched_total", "counter", "prekey bundles handed out", &Metrics::bundles_fetched},
    {"sotto_prekeys_taken_total", "counter", "one-time prekeys handed out", &Metrics::prekeys_taken},
};

}  // namespace

std::string prometheus_text(const Metrics& metrics) {
  std::string text;
  for (const Row& row : rows) {
    text +=
        std::string{"# HELP "} + row.name + " " + row.help + "\n# TYPE " + row.name + " " + row.type + "\n";
    text += std::string{row.name} + " " + std::to_string((metrics.*row.number).load()) + "\n";
  }
  return text;
}

}  // namespace sotto::relay::obs
