// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/base64url.h"
#include "models/ingest/jwtverifier.h"

#include <array>
#include <cstdlib>
#include <memory>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>

using namespace desk;

namespace {

// An issuer that we trust, with one P-256 key.
class Issuer
{
public:
    Issuer()
        : m_key(EVP_EC_gen("P-256"), EVP_PKEY_free)
    {
        std::array<unsigned char, 65> point{};
        std::size_t size = 0;
        if (!m_key || EVP_PKEY_get_octet_string_param(m_key.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                                      point.size(), &size) != 1)
            std::abort();
        const auto coordinate = [&](std::size_t at) {
            return toBase64url({reinterpret_cast<const char *>(point.data()) + at, 32});
        };
        m_set = R"({"keys":[{"kty":"EC","crv":"P-256","kid":"k","x":")" + coordinate(1) + R"(","y":")" +
                coordinate(33) + "\"}]}";
    }

    [[nodiscard]] const std::string &keySet() const { return m_set; }

    [[nodiscard]] std::string sign(std::string_view header, std::string_view claims) const
    {
        const std::string text = toBase64url(header) + "." + toBase64url(claims);
        std::array<unsigned char, 80> der{};
        std::size_t size = der.size();
        const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX *)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
        if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) != 1 ||
            EVP_DigestSign(context.get(), der.data(), &size,
                           reinterpret_cast<const unsigned char *>(text.data()), text.size()) != 1)
            std::abort();
        const unsigned char *from = der.data();
        const std::unique_ptr<ECDSA_SIG, void (*)(ECDSA_SIG *)> numbers(
            d2i_ECDSA_SIG(nullptr, &from, static_cast<long>(size)), ECDSA_SIG_free);
        std::string raw(64, '\0');
        auto *to = reinterpret_cast<unsigned char *>(raw.data());
        BN_bn2binpad(ECDSA_SIG_get0_r(numbers.get()), to, 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(numbers.get()), to + 32, 32);
        return text + "." + toBase64url(raw);
    }

private:
    std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY *)> m_key;
    std::string m_set;
};

void check(const Result<Identity> &identity)
{
    if (identity ? identity->id.empty() : identity.error().message.empty())
        std::abort();
}

} // namespace

// A token of any bytes; then a rightly signed one, whose header stands before a 0 and claims behind it (all
// claims where there is none): by our own secret, and where the first byte is '!' by an issuer we trust.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Issuer issuer;
    static const JwtVerifier verifier = [] {
        JwtVerifier made("a secret of at least thirty-two bytes");
        made.trust({"https://issuer.example", {"desk"}, "constellation/"});
        made.setKeys(*JsonWebKeys::parse(issuer.keySet()));
        return made;
    }();
    std::string_view text(reinterpret_cast<const char *>(data), size);
    const Timestamp now = fromNanoseconds(1'700'000'000'000'000'000);
    if (const auto forged = verifier.verify(text, now))
        std::abort(); // nobody but us can sign
    else
        check(forged);
    const bool foreign = text.starts_with('!');
    if (foreign)
        text.remove_prefix(1);
    const auto zero = text.find('\0');
    const bool split = zero != std::string_view::npos;
    const std::string_view claims = split ? text.substr(zero + 1) : text;
    if (foreign) {
        const std::string_view header = split ? text.substr(0, zero) : R"({"alg":"ES256","kid":"k"})";
        check(verifier.verify(issuer.sign(header, claims), now));
    } else {
        const std::string_view header = split ? text.substr(0, zero) : R"({"alg":"HS256","typ":"JWT"})";
        check(verifier.verify(verifier.sign(claims, header), now));
    }
    return 0;
}
