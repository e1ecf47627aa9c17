// SPDX-License-Identifier: GPL-3.0-or-later
#include "throw_away_certificate.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>
#include <stdexcept>

namespace sotto::testing {
namespace {

template <auto release>
struct Release {
  template <class T>
  void operator()(T* handle) const noexcept {
    release(handle);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509_free>>;
using File = std::unique_ptr<FILE, Release<fclose>>;

void must_succeed(bool outcome, const char* what) {
  if (!outcome) throw std::runtime_error{what};
}

Certificate self_signed(EVP_PKEY* key, const std::string& host) {
  Certificate certificate{X509_new()};
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 24 * 3600);
  X509_set_pubkey(certificate.get(), key);
  auto* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(host.c_str()),
                             -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  must_succeed(X509_sign(certificate.get(), key, EVP_sha256()) > 0, "sign a certificate");
  return certificate;
}

}  // namespace

CertificateFiles make_certificate(const std::filesystem::path& folder, const std::string& host,
                                  Protection protection) {
  const CertificateFiles files{folder / (host + ".crt"), folder / (host + ".key")};
  const Key key{EVP_EC_gen("P-256")};
  must_succeed(key != nullptr, "make a key");
  const auto certificate = self_signed(key.get(), host);
  const File certificate_file{fopen(files.certificate.c_str(), "w")};
  must_succeed(PEM_write_X509(certificate_file.get(), certificate.get()) == 1, "write a certificate");
  const File key_file{fopen(files.key.c_str(), "w")};
  const auto* cipher = protection == Protection::passphrase ? EVP_aes_256_cbc() : nullptr;
  std::string passphrase = "throw-away";
  must_succeed(PEM_write_PKCS8PrivateKey(
                   key_file.get(), key.get(), cipher, cipher == nullptr ? nullptr : passphrase.data(),
                   cipher == nullptr ? 0 : static_cast<int>(passphrase.size()), nullptr, nullptr) == 1,
               "write a key");
  return files;
}

}  // namespace sotto::testing
