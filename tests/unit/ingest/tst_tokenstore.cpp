// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/tokenstore.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

class TstTokenStore : public QObject
{
    Q_OBJECT

    const Timestamp m_now = fromNanoseconds(1'700'000'000'000'000'000);

private Q_SLOTS:
    void aTokenIsValidUntilRevokedAndItsTextIsNotKept()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("tokens.json")).toStdString();
        auto store = TokenStore::open(file);
        QVERIFY(store.has_value());
        const auto made = store->create("lab", {"write"}, std::nullopt, m_now);
        QVERIFY(made.has_value());
        QVERIFY(made->token.starts_with("cos_dev_"));
        QFile kept(QString::fromStdString(file.string()));
        QVERIFY(kept.open(QFile::ReadOnly));
        QVERIFY(!kept.readAll().contains(made->token.c_str()));
        QCOMPARE(kept.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());

        auto again = TokenStore::open(file);
        const auto identity = again->find(made->token, m_now);
        QVERIFY(identity.has_value());
        QVERIFY(identity->allows("telemetry:write"));
        QVERIFY(!identity->allows("telemetry:read"));
        QVERIFY(!identity->allows("admin"));
        QVERIFY(!again->find(made->token + "x", m_now));
        QVERIFY(!again->find("", m_now));
        QVERIFY(again->revoke(made->entry.id).has_value());
        QVERIFY(!again->find(made->token, m_now));
        QVERIFY(!again->revoke(made->entry.id).has_value());
    }

    void expiresWhenItSaidSo()
    {
        QTemporaryDir folder;
        auto store = TokenStore::open(folder.filePath(QStringLiteral("t")).toStdString());
        const auto made = store->create("short", {"read"}, m_now + 1h, m_now);
        QVERIFY(store->find(made->token, m_now + 59min).has_value());
        QVERIFY(!store->find(made->token, m_now + 1h));
        QVERIFY(!store->create("past", {"read"}, m_now - 1s, m_now));
    }

    void unknownScopesAreNamed()
    {
        QTemporaryDir folder;
        auto store = TokenStore::open(folder.filePath(QStringLiteral("t")).toStdString());
        const auto made = store->create("x", {"everything"}, std::nullopt, m_now);
        QVERIFY(!made);
        QVERIFY(made.error().message.find("everything") != std::string::npos);
        QVERIFY(!store->create("x", {}, std::nullopt, m_now));
    }

    void aDamagedFileIsNotOverwritten()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("t")));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("[{\"id\":");
        file.close();
        const auto store = TokenStore::open(file.fileName().toStdString());
        QVERIFY(!store);
        QVERIFY(store.error().message.find("damaged") != std::string::npos);
    }
};

DESK_TEST(TstTokenStore)
#include "tst_tokenstore.moc"
