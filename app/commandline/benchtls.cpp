// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/benchtls.h"

#include <arpa/inet.h>
#include <cerrno>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace desk {
namespace {

bool isAddress(const std::string &host)
{
    in6_addr any{};
    return ::inet_pton(AF_INET, host.c_str(), &any) == 1 || ::inet_pton(AF_INET6, host.c_str(), &any) == 1;
}

std::string lastWords()
{
    const char *const words = ERR_reason_error_string(ERR_get_error());
    ERR_clear_error();
    return words ? words : "the connection ended";
}

ssize_t asSystemCall(ssl_st *session, int done)
{
    if (done > 0)
        return done;
    const int code = errno;
    switch (SSL_get_error(session, done)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        errno = EAGAIN;
        return -1;
    case SSL_ERROR_ZERO_RETURN:
        return 0;
    case SSL_ERROR_SYSCALL:
        errno = code;
        return code == 0 ? 0 : -1;
    default:
        errno = EPROTO;
        return -1;
    }
}

} // namespace

void BenchTls::End::operator()(ssl_ctx_st *context) const
{
    SSL_CTX_free(context);
}

void BenchTls::End::operator()(ssl_st *session) const
{
    SSL_free(session);
}

Result<std::shared_ptr<const BenchTls>> BenchTls::of(const std::string &host, const std::string &caFile)
{
    auto tls = std::make_shared<BenchTls>();
    tls->m_host = host;
    tls->m_context.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX *const context = tls->m_context.get();
    if (!context)
        return failure(ErrorCode::internal, "no TLS: " + lastWords());
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_default_verify_paths(context);
    if (!caFile.empty() && SSL_CTX_load_verify_file(context, caFile.c_str()) != 1) {
        ERR_clear_error();
        return failure(ErrorCode::invalidArgument,
                       caFile + ": not a readable PEM file with certificates; --ca needs one", "ca");
    }
    // A server's own certificate may be named where another signed it.
    X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context), X509_V_FLAG_PARTIAL_CHAIN);
    return tls;
}

Result<BenchTls::Session> BenchTls::begin(int socket) const
{
    Session session(SSL_new(m_context.get()));
    if (!session || SSL_set_fd(session.get(), socket) != 1)
        return failure(ErrorCode::internal, "no TLS: " + lastWords());
    if (isAddress(m_host)) {
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session.get()), m_host.c_str());
    } else {
        SSL_set1_host(session.get(), m_host.c_str());
        SSL_ctrl(session.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                 const_cast<char *>(m_host.c_str())); // the macro for it casts in C's way
    }
    ERR_clear_error();
    if (SSL_connect(session.get()) == 1)
        return session;
    const long verified = SSL_get_verify_result(session.get());
    const std::string words = lastWords();
    if (verified != X509_V_OK)
        return failure(ErrorCode::network,
                       m_host + ": the server's TLS certificate is not trusted (" +
                           X509_verify_cert_error_string(verified) +
                           "); give the certificate that signed it, or the server's own, with --ca",
                       "url");
    return failure(ErrorCode::network, m_host + ": no TLS connection: " + words, "url");
}

ssize_t BenchTls::send(ssl_st *session, std::string_view bytes)
{
    std::size_t written = 0;
    errno = 0;
    ERR_clear_error();
    const int done = SSL_write_ex(session, bytes.data(), bytes.size(), &written);
    return done == 1 ? static_cast<ssize_t>(written) : asSystemCall(session, done);
}

ssize_t BenchTls::receive(ssl_st *session, char *data, std::size_t size)
{
    std::size_t got = 0;
    errno = 0;
    ERR_clear_error();
    const int done = SSL_read_ex(session, data, size, &got);
    return done == 1 ? static_cast<ssize_t>(got) : asSystemCall(session, done);
}

} // namespace desk
