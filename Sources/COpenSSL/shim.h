#ifndef COPENSSL_SHIM_H
#define COPENSSL_SHIM_H

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

// Macros in the library's headers, which Swift does not see.
static inline int copenssl_aead_get_tag(EVP_CIPHER_CTX *context, int size_bytes, void *tag) {
    return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, size_bytes, tag);
}

static inline int copenssl_aead_set_tag(EVP_CIPHER_CTX *context, int size_bytes, void *tag) {
    return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, size_bytes, tag);
}

#endif
