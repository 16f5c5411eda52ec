// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/datafolder.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace desk;

class TstDataFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasOneOwnerWhoCanBeAskedFor()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QStringLiteral("data")).toStdString();
        QVERIFY(!DataFolder::owner(path));
        {
            auto first = DataFolder::take(path, "first", {});
            QVERIFY2(first, first ? "" : first.error().message.c_str());
            QVERIFY(first->announce("http://127.0.0.1:1", "ws://127.0.0.1:2").has_value());
            const auto owner = DataFolder::owner(path);
            QVERIFY(owner);
            QCOMPARE(owner->http, std::string("http://127.0.0.1:1"));
            QCOMPARE(owner->workers, std::string("ws://127.0.0.1:2"));
            QCOMPARE(owner->program, std::string("first"));
            const auto second = DataFolder::take(path, "second", {});
            QVERIFY(!second);
            QVERIFY(second.error().code == ErrorCode::alreadyRunning);
            QVERIFY(second.error().message.find("first (pid " + std::to_string(getpid())) !=
                    std::string::npos);
        }
        QVERIFY(!DataFolder::owner(path));
        QVERIFY(DataFolder::take(path, "second", {}).has_value());
    }

    void keepsItsTokenForItselfOnly()
    {
        QTemporaryDir folder;
        const auto data = DataFolder::take(folder.path().toStdString(), "x", {});
        QVERIFY(data->storeToken("cos_dev_abc").has_value());
        QCOMPARE(DataFolder::storedToken(folder.path().toStdString()).value_or(""),
                 std::string("cos_dev_abc"));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QCOMPARE(QFile::permissions(folder.filePath(QStringLiteral("credentials"))) & others,
                 QFile::Permissions());
        QVERIFY(!DataFolder::storedToken("/nowhere"));
    }

    void aFolderThatCannotBeUsedIsNamedWithTheRemedy()
    {
        const auto refused = DataFolder::take("/proc/nowhere", "x", {});
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("/proc/nowhere") != std::string::npos);
        QVERIFY(refused.error().message.find("--data") != std::string::npos);
    }
};

DESK_TEST(TstDataFolder)
#include "tst_datafolder.moc"
