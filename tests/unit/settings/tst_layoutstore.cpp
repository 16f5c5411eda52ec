// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/layoutdocument.h"
#include "models/settings/layoutstore.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

class TstLayoutStore : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    LayoutStore store() const
    {
        return LayoutStore(m_folder.path().toStdString(), u"workspace.json"_s,
                           QStringLiteral(DESK_SOURCE_DIR "/resources/layouts"));
    }
    static QJsonArray windows(int mark) { return {QJsonObject{{u"mark"_s, mark}}}; }
    void put(const QString &name, const QByteArray &text) const
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(text);
    }

private Q_SLOTS:
    void init()
    {
        QDir(m_folder.path()).removeRecursively();
        QVERIFY(QDir().mkpath(m_folder.filePath(u"layouts"_s)));
    }

    void theShippedOnesAreThereInTheirOrder()
    {
        QCOMPARE(store().shipped(), (QStringList{u"Flight"_s, u"Network"_s, u"Lab bench"_s, u"Replay"_s}));
        const QStringList names = store().shipped();
        for (const QString &name : names)
            QVERIFY(store().read(name).has_value());
        QCOMPARE(store().find(u"lab BENCH"_s), u"Lab bench"_s);
    }

    void anOwnOneIsKeptUnderAnyName()
    {
        const QString name = u"Nacht/Wache: \"A\" ../ü %41"_s;
        QVERIFY(store().write(name, windows(7)).has_value());
        QCOMPARE(store().own(), QStringList{name});
        const auto read = store().read(name);
        QVERIFY(read.has_value());
        QCOMPARE(read->value("windows"_L1).toArray(), windows(7));
        QCOMPARE(read->value("version"_L1).toInt(), layoutVersion);
        QVERIFY(store().rename(name, u"Night"_s).has_value());
        QCOMPARE(store().own(), QStringList{u"Night"_s});
        QVERIFY(store().remove(u"Night"_s).has_value());
        QVERIFY(store().own().isEmpty());
        QVERIFY(!store().remove(u"Night"_s));
    }

    void namesAreRefusedForAReason()
    {
        const QStringList refused{u""_s, u" a"_s, u"a\n"_s, QString(65, u'a')};
        for (const QString &name : refused)
            QVERIFY2(!store().write(name, windows(1)), qPrintable(name));
        const auto shipped = store().write(u"flight"_s, windows(1));
        QVERIFY(!shipped && shipped.error().code == ErrorCode::forbidden);
        QVERIFY(!store().rename(u"Flight"_s, u"Mine"_s));
        QVERIFY(!store().remove(u"Flight"_s));
        QVERIFY(store().write(u"Mine"_s, windows(1)).has_value());
        QVERIFY(!store().rename(u"Mine"_s, u"Replay"_s));
        const auto unknown = store().read(u"Yours"_s);
        QVERIFY(!unknown);
        QVERIFY(unknown.error().message.find("Lab bench") != std::string::npos);
    }

    void whatCannotBeUsedIsRefusedWithTheReason_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason");
        QTest::addRow("empty") << QByteArray() << u"damaged at byte 0"_s;
        QTest::addRow("cut off") << QByteArray("{\"format\":") << u"damaged at byte"_s;
        QTest::addRow("something else") << QByteArray("{\"a\":1}") << u"\"format\""_s;
        QTest::addRow("newer")
            << QByteArray("{\"format\":\"constellation-desk-layout\",\"version\":3,\"windows\":[{}]}")
            << u"newer program"_s;
        QTest::addRow("no window")
            << QByteArray("{\"format\":\"constellation-desk-layout\",\"version\":2,\"windows\":[]}")
            << u"\"windows\""_s;
        QTest::addRow("no object")
            << QByteArray("{\"format\":\"constellation-desk-layout\",\"version\":2,\"windows\":[1]}")
            << u"object"_s;
    }

    void whatCannotBeUsedIsRefusedWithTheReason()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, reason);
        put(u"workspace.json"_s, text);
        put(u"layouts/Old.json"_s, text);
        for (const auto &refused : {store().readLast(), store().read(u"Old"_s)}) {
            QVERIFY(!refused);
            QVERIFY2(QString::fromStdString(refused.error().message).contains(reason),
                     refused.error().message.c_str());
        }
        // Written again: the old one is beside it, byte for byte.
        QVERIFY(store().writeLast(u"Flight"_s, windows(2)).has_value());
        QCOMPARE(store().readLast()->value("windows"_L1).toArray(), windows(2));
        QFile kept(m_folder.filePath(u"workspace.json.refused-1"_s));
        QVERIFY(kept.open(QFile::ReadOnly));
        QCOMPARE(kept.readAll(), text);
        QVERIFY(store().write(u"Old"_s, windows(2)).has_value());
        QVERIFY(QFile::exists(m_folder.filePath(u"layouts/Old.json.refused-1"_s)));
    }

    void aFolderThatCannotBeWrittenIsSaid()
    {
        LayoutStore nowhere("/proc/nowhere", {});
        const auto written = nowhere.writeLast({}, windows(1));
        QVERIFY(!written);
        QVERIFY(written.error().message.find("/proc/nowhere") != std::string::npos);
    }

    void versionOneBecomesALayout()
    {
        const std::filesystem::path folder = m_folder.path().toStdString();
        WindowSettings settings(folder);
        QVERIFY(layoutFromVersion1(settings, {u"charts"_s}).value("windows"_L1).toArray().isEmpty());
        settings.setGeometry("R0VP");
        settings.setDocks("RE9DSw==");
        settings.setPanel(u"charts"_s, {{u"columns"_s, 1}});
        const QJsonObject layout = layoutFromVersion1(settings, {u"charts"_s, u"fleet"_s});
        const QJsonObject window = layout.value("windows"_L1).toArray().at(0).toObject();
        QCOMPARE(window.value("geometry"_L1).toString(), u"R0VP"_s);
        QCOMPARE(window.value("docks"_L1).toString(), u"RE9DSw=="_s);
        QCOMPARE(window["panels"_L1]["charts"_L1]["state"_L1]["columns"_L1].toInt(), 1);
        QVERIFY(window["panels"_L1]["fleet"_L1].isUndefined());
    }
};

DESK_TEST(TstLayoutStore)
#include "tst_layoutstore.moc"
