// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linktrial.h"
#include "tests/support/linkrig.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace desk;

class TstCsvFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsEachFileOnce();
    void readsWhatIsAddedLater();
    void movesFilesThatAreRead();
    void whatIsOnlyLookedAtStaysWhereItIs();
    void saysThatTheFolderIsNotThere();

private:
    void add(const QString &name, const QByteArray &text) const;
    [[nodiscard]] LinkDefinition folder(const std::string &moveTo = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TstCsvFolder::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TstCsvFolder::add(const QString &name, const QByteArray &text) const
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::Append));
    file.write(text);
}

LinkDefinition TstCsvFolder::folder(const std::string &moveTo) const
{
    LinkDefinition definition =
        LinkRig::lines(CsvFolderSettings{m_folder->path().toStdString(), "*.csv", moveTo});
    definition.decoder.decoder = DecoderKind::delimited;
    definition.decoder.headerLine = true;
    return definition;
}

void TstCsvFolder::readsEachFileOnce()
{
    add(QStringLiteral("2.csv"), "volts,amps\n3,4\n");
    add(QStringLiteral("1.csv"), "amps\n1\n2\n");
    add(QStringLiteral("note.txt"), "amps\n9\n");
    LinkRig rig(folder());
    const QStringList expected{QStringLiteral("bench amps=1"), QStringLiteral("bench amps=2"),
                               QStringLiteral("bench volts=3 amps=4")};
    QTRY_COMPARE(rig.rows(), expected);
    add(QStringLiteral("3.csv"), "amps\n5\n");
    QTRY_COMPARE(rig.rows().mid(3), QStringList{QStringLiteral("bench amps=5")});
}

void TstCsvFolder::readsWhatIsAddedLater()
{
    add(QStringLiteral("1.csv"), "amps,volts\n1,2\n");
    LinkRig rig(folder());
    QTRY_COMPARE(rig.rows().size(), 1);
    add(QStringLiteral("1.csv"), "3,4\n");
    QTRY_COMPARE(rig.rows().size(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(rig.link().figures().frames, std::uint64_t{3}, 10'000);
    add(QStringLiteral("1.csv"), "5,6\n");
    QTRY_COMPARE(rig.rows().mid(1), (QStringList{QStringLiteral("bench amps=3 volts=4"),
                                                 QStringLiteral("bench amps=5 volts=6")}));
}

void TstCsvFolder::movesFilesThatAreRead()
{
    add(QStringLiteral("1.csv"), "amps\n1"); // the last line has no end
    LinkRig rig(folder("done"));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_folder->filePath(QStringLiteral("done/1.csv"))), 10'000);
    QTRY_COMPARE(rig.rows(), QStringList{QStringLiteral("bench amps=1")});
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("1.csv"))));
    add(QStringLiteral("1.csv"), "amps\n2\n"); // another file of the same name
    QTRY_COMPARE(rig.rows().size(), 2);
}

void TstCsvFolder::whatIsOnlyLookedAtStaysWhereItIs()
{
    add(QStringLiteral("1.csv"), "amps\n1\n");
    LinkDefinition looking = folder("done");
    looking.transport = listeningOnly(looking.transport).transport;
    LinkRig rig(looking);
    QTRY_COMPARE(rig.rows(), QStringList{QStringLiteral("bench amps=1")});
    QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("1.csv"))));
}

void TstCsvFolder::saysThatTheFolderIsNotThere()
{
    LinkRig rig(
        LinkRig::lines(CsvFolderSettings{m_folder->filePath(QStringLiteral("x")).toStdString(), "*", {}}));
    QTRY_VERIFY(rig.reason().contains(QStringLiteral("is not there")));
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("x")));
    QTRY_VERIFY(rig.isUp());
}

DESK_TEST(TstCsvFolder)

#include "tst_csvfolder.moc"
