// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/servercertificate.h"

#include <arpa/inet.h>
#include <array>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <memory>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sstream>
#include <unistd.h>

namespace desk {
namespace {

struct Free
{
    void operator()(BIO *p) const { BIO_free_all(p); }
    void operator()(X509 *p) const { X509_free(p); }
    void operator()(EVP_PKEY *p) const { EVP_PKEY_free(p); }
    void operator()(X509_EXTENSION *p) const { X509_EXTENSION_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

constexpr long day = 24L * 3600;
constexpr long lifetime = 397 * day;
constexpr std::chrono::hours renewBefore{30 * 24};

std::string contents(const std::filesystem::path &file)
{
    std::stringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

Owned<BIO> reader(const std::string &pem)
{
    return Owned<BIO>(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

std::string written(BIO *memory)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string fingerprintOf(X509 *certificate)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    X509_digest(certificate, EVP_sha256(), hash.data(), &size);
    std::string out;
    for (unsigned i = 0; i < size; ++i) {
        static constexpr char digits[] = "0123456789ABCDEF";
        out += i > 0 ? ":" : "";
        out += digits[hash[i] >> 4U];
        out += digits[hash[i] & 15U];
    }
    return out;
}

struct FreeNames
{
    void operator()(GENERAL_NAMES *p) const { GENERAL_NAMES_free(p); }
};

std::vector<std::string> namesOf(X509 *certificate)
{
    const std::unique_ptr<GENERAL_NAMES, FreeNames> list(
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    std::vector<std::string> names;
    for (int i = 0; list && i < sk_GENERAL_NAME_num(list.get()); ++i) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(list.get(), i);
        const ASN1_STRING *text = name->type == GEN_DNS ? name->d.dNSName : name->d.iPAddress;
        if (name->type != GEN_DNS && name->type != GEN_IPADD)
            continue;
        const unsigned char *bytes = ASN1_STRING_get0_data(text);
        const int size = ASN1_STRING_length(text);
        if (name->type == GEN_DNS) {
            names.emplace_back(reinterpret_cast<const char *>(bytes), static_cast<std::size_t>(size));
            continue;
        }
        std::array<char, INET6_ADDRSTRLEN> address{};
        if ((size == 4 || size == 16) && ::inet_ntop(size == 4 ? AF_INET : AF_INET6, bytes, address.data(),
                                                     static_cast<socklen_t>(address.size())))
            names.emplace_back(address.data());
    }
    return names;
}

Result<ServerCertificate> fromPem(std::string certificates, std::string key, Timestamp now)
{
    const auto refused = [](const char *why) { return failure(ErrorCode::invalidArgument, why); };
    const auto in = reader(certificates);
    const Owned<X509> certificate(PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr));
    if (!certificate)
        return refused("the TLS certificate is not a PEM file with a certificate");
    const auto keyIn = reader(key);
    const auto noPassword = [](char *, int, int, void *) { return 0; };
    const Owned<EVP_PKEY> secret(PEM_read_bio_PrivateKey(keyIn.get(), nullptr, noPassword, nullptr));
    if (!secret)
        return refused("the TLS key is not a PEM file with a private key without a password");
    if (X509_check_private_key(certificate.get(), secret.get()) != 1)
        return refused("the TLS key is not that of the certificate");
    std::tm end{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) != 1)
        return refused("the TLS certificate has no end of validity");
    const Timestamp expires = fromNanoseconds(std::int64_t{::timegm(&end)} * 1'000'000'000);
    if (expires <= now)
        return failure(ErrorCode::invalidArgument,
                       "the TLS certificate ended at " + formatTimestamp(expires) + "; renew it");
    return ServerCertificate{std::move(certificates), std::move(key), fingerprintOf(certificate.get()),
                             expires, namesOf(certificate.get())};
}

std::string alternativeNames(const std::vector<std::string> &names)
{
    std::string out;
    for (std::string name : names) {
        if (name.size() > 2 && name.front() == '[')
            name = name.substr(1, name.size() - 2);
        std::array<unsigned char, 16> address{};
        const bool isAddress = ::inet_pton(AF_INET, name.c_str(), address.data()) == 1 ||
                               ::inet_pton(AF_INET6, name.c_str(), address.data()) == 1;
        if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-:") == std::string::npos)
            out.append(out.empty() ? "" : ",").append(isAddress ? "IP:" : "DNS:").append(name);
    }
    return out;
}

bool extend(X509 *certificate, int kind, const std::string &value)
{
    X509V3_CTX context{};
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Owned<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool fill(X509 *certificate, EVP_PKEY *key, const std::vector<std::string> &names)
{
    std::array<unsigned char, 16> serial{};
    if (RAND_bytes(serial.data(), static_cast<int>(serial.size())) != 1)
        return false;
    serial[0] &= 0x7fU; // positive
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(
        BN_bin2bn(serial.data(), static_cast<int>(serial.size()), nullptr), &BN_free);
    BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
    X509_set_version(certificate, X509_VERSION_3);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -day); // clocks of clients may be behind
    X509_gmtime_adj(X509_getm_notAfter(certificate), lifetime);
    X509_NAME *name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>("constellation"), -1, -1, 0);
    return X509_set_issuer_name(certificate, name) == 1 && X509_set_pubkey(certificate, key) == 1 &&
           extend(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           extend(certificate, NID_key_usage, "critical,digitalSignature") &&
           extend(certificate, NID_ext_key_usage, "serverAuth") &&
           extend(certificate, NID_subject_alt_name, alternativeNames(names)) &&
           X509_sign(certificate, key, EVP_sha256()) > 0;
}

bool store(const std::filesystem::path &file, const std::string &text, mode_t mode)
{
    const std::string fresh = file.string() + ".new";
    ::unlink(fresh.c_str());
    const int out = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    const bool stored =
        out >= 0 && ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (out >= 0)
        ::close(out);
    return stored && ::rename(fresh.c_str(), file.c_str()) == 0;
}

} // namespace

bool ServerCertificate::isFor(std::string host) const
{
    if (host.size() > 2 && host.front() == '[')
        host = host.substr(1, host.size() - 2);
    const auto in = reader(certificates);
    const Owned<X509> certificate(PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr));
    return certificate && (X509_check_host(certificate.get(), host.data(), host.size(), 0, nullptr) == 1 ||
                           X509_check_ip_asc(certificate.get(), host.c_str(), 0) == 1);
}

Result<ServerCertificate> ServerCertificate::load(const std::filesystem::path &certificates,
                                                  const std::filesystem::path &key, Timestamp now)
{
    for (const auto &file : {certificates, key}) {
        if (::access(file.c_str(), R_OK) != 0)
            return failure(ErrorCode::permissionDenied, "the TLS file " + file.string() + " cannot be read");
    }
    return fromPem(contents(certificates), contents(key), now);
}

Result<ServerCertificate> ServerCertificate::selfMade(const std::filesystem::path &folder,
                                                      const std::vector<std::string> &names, Timestamp now)
{
    const auto certificateFile = folder / "tls-certificate.pem";
    const auto keyFile = folder / "tls-key.pem";
    if (auto kept = fromPem(contents(certificateFile), contents(keyFile), now);
        kept && kept->expires > now + renewBefore)
        return kept;
    const Owned<EVP_PKEY> key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const Owned<X509> certificate(X509_new());
    const Owned<BIO> certificateOut(BIO_new(BIO_s_mem()));
    const Owned<BIO> keyOut(BIO_new(BIO_s_mem()));
    if (!key || !certificate || !fill(certificate.get(), key.get(), names) ||
        PEM_write_bio_X509(certificateOut.get(), certificate.get()) != 1 ||
        PEM_write_bio_PrivateKey(keyOut.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return failure(ErrorCode::internal, "no TLS certificate could be made");
    const std::string pem = written(certificateOut.get());
    const std::string keyPem = written(keyOut.get());
    if (!store(keyFile, keyPem, 0600) || !store(certificateFile, pem, 0644))
        return failure(ErrorCode::storageUnavailable,
                       "cannot write the TLS certificate in " + folder.string());
    return fromPem(pem, keyPem, now);
}

} // namespace desk
