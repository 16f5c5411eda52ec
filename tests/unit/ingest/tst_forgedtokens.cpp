// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/jwtverifier.h"
#include "tests/support/testprogram.h"
#include "tests/unit/ingest/tokenforge.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

// Every way we know of making somebody believe a token that its issuer never made, each with the reason it is
// refused for. The good tokens beside them are signed by OpenSSL here, not by our own code.
class TstForgedTokens : public QObject
{
    Q_OBJECT

    const Timestamp m_now = fromNanoseconds(1'700'000'000'000'000'000);
    const TokenForge m_forge{};
    std::unique_ptr<JwtVerifier> m_verifier;

private Q_SLOTS:
    void initTestCase()
    {
        auto keys = JsonWebKeys::parse(m_forge.keySet());
        QVERIFY2(keys, keys ? "" : keys.error().message.c_str());
        QCOMPARE(keys->size(), std::size_t(2));
        m_verifier = std::make_unique<JwtVerifier>(m_forge.secret());
        m_verifier->trust({m_forge.issuer(), {"desk-client", "constellation-desk"}, "constellation/"});
        m_verifier->setKeys(*keys);
    }

    void goodTokensAreRead_data()
    {
        QTest::addColumn<std::string>("token");
        for (const TokenForge::Row &row : m_forge.goodTokens())
            QTest::addRow("%s", row.name) << row.token;
    }
    void goodTokensAreRead()
    {
        QFETCH(std::string, token);
        const auto identity = m_verifier->verify(token, m_now);
        QVERIFY2(identity, identity ? "" : identity.error().message.c_str());
        QVERIFY(identity->allows("telemetry:read"));
        QVERIFY(!identity->allows("admin"));
    }

    void claimsOfCognitoNameTheOperator()
    {
        const auto identity = m_verifier->verify(m_forge.ofAnOperator(), m_now);
        QVERIFY(identity.has_value());
        QCOMPARE(identity->name, std::string("op-9"));
        QCOMPARE(identity->id, std::string("oidc:8f2c"));
        QVERIFY(identity->allows("telemetry:write"));
        QVERIFY(!identity->allows("topology:write"));
    }

    void forgedTokensAreRefused_data()
    {
        QTest::addColumn<std::string>("token");
        QTest::addColumn<QString>("reason");
        const auto rows = m_forge.forgedTokens();
        QVERIFY(rows.size() >= 60);
        for (const TokenForge::Row &row : rows)
            QTest::addRow("%s", row.name) << row.token << QString::fromUtf8(row.reason);
    }
    void forgedTokensAreRefused()
    {
        QFETCH(std::string, token);
        QFETCH(QString, reason);
        const auto identity = m_verifier->verify(token, m_now);
        QVERIFY(!identity);
        QCOMPARE(QString::fromStdString(identity.error().message), reason);
    }

    void withoutKeysNobodyElseIsBelieved()
    {
        int asked = 0;
        JwtVerifier verifier(m_forge.secret());
        verifier.onUnknownKey = [&] { ++asked; };
        QVERIFY(!verifier.verify(m_forge.ofCognito(), m_now)); // no issuer is trusted
        QCOMPARE(asked, 0);
        verifier.trust({m_forge.issuer(), {"desk-client"}, {}});
        QVERIFY(!verifier.verify(m_forge.ofCognito(), m_now));
        QCOMPARE(asked, 1);
    }

    void weakAndForeignKeysAreNotTaken_data()
    {
        QTest::addColumn<QJsonObject>("key");
        const auto changed = [](QJsonObject key, const QString &name, const QJsonValue &value) {
            key[name] = value;
            return key;
        };
        const QJsonObject good = m_forge.rsaKey();
        const QJsonObject curve = m_forge.ecKey();
        QTest::addRow("RSA of 1024 bits") << TokenForge::shortRsaKey();
        QTest::addRow("for encryption") << changed(good, u"use"_s, u"enc"_s);
        QTest::addRow("for PS256") << changed(good, u"alg"_s, u"PS256"_s);
        QTest::addRow("exponent 1") << changed(good, u"e"_s, u"AQ"_s);
        QTest::addRow("even exponent") << changed(good, u"e"_s, u"Ag"_s);
        QTest::addRow("a shared secret") << QJsonObject{{"kty"_L1, "oct"_L1}, {"k"_L1, "c2VjcmV0"_L1}};
        QTest::addRow("point off the curve") << changed(curve, u"y"_s, curve["x"_L1]);
        QTest::addRow("other curve") << changed(curve, u"crv"_s, u"secp256k1"_s);
        QTest::addRow("short coordinate") << changed(curve, u"x"_s, u"AQ"_s);
    }
    void weakAndForeignKeysAreNotTaken()
    {
        QFETCH(QJsonObject, key);
        const QJsonObject set{{"keys"_L1, QJsonArray{key}}};
        QVERIFY(!JsonWebKeys::parse(QJsonDocument(set).toJson().toStdString()));
    }
};

DESK_TEST(TstForgedTokens)
#include "tst_forgedtokens.moc"
