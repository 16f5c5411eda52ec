// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/jwtverifier.h"
#include "tests/support/testprogram.h"

#include <QByteArray>
#include <QTest>

using namespace desk;

class TstJwtVerifier : public QObject
{
    Q_OBJECT

    const std::string m_secret = "a secret of at least thirty-two bytes";
    const Timestamp m_now = fromNanoseconds(1'700'000'000'000'000'000);
    const std::string m_claims =
        R"({"sub":"operator","operator_id":"op-7","operator_name":"Ada","scopes":["read","telemetry:write"],"iat":1699999000,"exp":1700003600})";

    static std::string encoded(const QByteArray &text)
    {
        return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals).toStdString();
    }

private Q_SLOTS:
    void aTokenOfThePlatformIsRead()
    {
        const JwtVerifier verifier(m_secret);
        const auto identity = verifier.verify(verifier.sign(m_claims), m_now);
        QVERIFY2(identity, identity ? "" : identity.error().message.c_str());
        QCOMPARE(identity->name, std::string("Ada"));
        QVERIFY(identity->allows("telemetry:write"));
        QVERIFY(identity->allows("topology:read"));
        QVERIFY(!identity->allows("topology:write"));
    }

    // RFC 7515, appendix A.1: an independent signature over known bytes.
    void knowsTheSignatureOfTheRfc()
    {
        const QByteArray key = QByteArray::fromBase64(
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
            QByteArray::Base64UrlEncoding);
        const JwtVerifier verifier(key.toStdString(), "joe");
        const std::string token =
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0"
            "dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        const auto read = verifier.verify(token, fromNanoseconds(1'300'000'000'000'000'000));
        QVERIFY(!read);
        QCOMPARE(read.error().message,
                 std::string("wrong subject or issuer")); // signature and time were right
    }

    void forgedTokensAreRefused_data()
    {
        QTest::addColumn<QByteArray>("token");
        const JwtVerifier verifier(m_secret);
        const auto add = [](const char *name, const std::string &token) {
            QTest::addRow("%s", name) << QByteArray::fromStdString(token);
        };
        const auto claims = [&](const char *name, const QByteArray &from, const QByteArray &to) {
            QByteArray text = QByteArray::fromStdString(m_claims);
            text.replace(from, to);
            add(name, verifier.sign(text.toStdString()));
        };
        const std::string good = verifier.sign(m_claims);
        const auto dot = good.rfind('.');
        add("other secret", JwtVerifier("another secret of thirty-two bytes!!").sign(m_claims));
        add("no signature", good.substr(0, dot + 1));
        add("two parts", good.substr(0, dot));
        add("four parts", good + ".x");
        add("cut signature", good.substr(0, good.size() - 2));
        add("padded", good + "=");
        add("alg none",
            encoded("{\"alg\":\"none\"}") + "." + encoded(QByteArray::fromStdString(m_claims)) + ".");
        const auto signedWith = [&](const QByteArray &header) {
            // A header of another mind over a correct HMAC is made by signing with our own code and swapping.
            return encoded(header) + good.substr(good.find('.'));
        };
        add("alg HS512", signedWith("{\"alg\":\"HS512\"}"));
        add("crit", signedWith("{\"alg\":\"HS256\",\"crit\":[\"exp\"]}"));
        claims("expired", "1700003600", "1699990000");
        claims("no exp", ",\"exp\":1700003600", "");
        claims("exp as text", "1700003600", "\"1700003600\"");
        claims("issued in the future", "1699999000", "1700009000");
        claims("other issuer", "\"iat\"", "\"iss\":\"evil\",\"iat\"");
        claims("other subject", "\"operator\",", "\"admin\",");
        claims("scopes as text", "[\"read\",\"telemetry:write\"]", "\"admin\"");
        claims("duplicate scopes", "\"iat\"", "\"scopes\":[\"admin\"],\"iat\"");
        claims("not an object", QByteArray::fromStdString(m_claims), "[1]");
        claims("huge", "Ada", QByteArray(9000, 'a'));
    }
    void forgedTokensAreRefused()
    {
        QFETCH(QByteArray, token);
        QVERIFY(!JwtVerifier(m_secret).verify(token.toStdString(), m_now));
    }

    void withoutASecretNothingIsAccepted()
    {
        QVERIFY(!JwtVerifier("").verify(JwtVerifier("").sign(m_claims), m_now));
        QVERIFY(!JwtVerifier("short").verify(JwtVerifier("short").sign(m_claims), m_now));
    }
};

DESK_TEST(TstJwtVerifier)
#include "tst_jwtverifier.moc"
