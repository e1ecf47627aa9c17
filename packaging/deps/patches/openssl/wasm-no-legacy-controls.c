// Stands in for crypto/evp/ctrl_params_translate.c in the browser: it translates between controls of OpenSSL 1.1 and
// parameters, for RSA, EC and DH, which are not there. Every translation is refused.

#include "crypto/evp.h"

int evp_pkey_ctx_ctrl_to_param(EVP_PKEY_CTX *context, int keytype, int optype, int command, int p1, void *p2) {
  return -2;
}
int evp_pkey_ctx_ctrl_str_to_param(EVP_PKEY_CTX *context, const char *name, const char *value) { return -2; }
int evp_pkey_ctx_set_params_to_ctrl(EVP_PKEY_CTX *context, const OSSL_PARAM *params) { return 0; }
int evp_pkey_ctx_get_params_to_ctrl(EVP_PKEY_CTX *context, OSSL_PARAM *params) { return 0; }
int evp_pkey_get_params_to_ctrl(const EVP_PKEY *key, OSSL_PARAM *params) { return 0; }
