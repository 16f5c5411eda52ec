// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/linkrig.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>

using namespace desk;

class TstFileTail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsWhatIsAdded();
    void readsFromTheStartWhereAsked();
    void followsAFileThatIsTurnedOver();
    void followsAFileThatIsEmptied();
    void waitsForAFileThatIsNotThere();
    void refusesAFolder();

private:
    void add(const QByteArray &text) const;
    [[nodiscard]] LinkDefinition tail(bool fromStart) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TstFileTail::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("lab.log"));
}

void TstFileTail::add(const QByteArray &text) const
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::Append));
    QCOMPARE(file.write(text), text.size());
}

LinkDefinition TstFileTail::tail(bool fromStart) const
{
    return LinkRig::lines(FileTailSettings{m_path.toStdString(), fromStart});
}

void TstFileTail::readsWhatIsAdded()
{
    add("{\"a\":0}\n");
    LinkRig rig(tail(false));
    QTRY_VERIFY(rig.isUp());
    add("{\"a\":1}\n{\"a\":");
    QTRY_COMPARE(rig.rows().size(), 1);
    add("2}\n");
    QTRY_COMPARE(rig.rows(), (QStringList{QStringLiteral("bench a=1"), QStringLiteral("bench a=2")}));
}

void TstFileTail::readsFromTheStartWhereAsked()
{
    add("{\"a\":0}\n");
    LinkRig rig(tail(true));
    QTRY_COMPARE(rig.rows(), QStringList{QStringLiteral("bench a=0")});
}

void TstFileTail::followsAFileThatIsTurnedOver()
{
    add("");
    LinkRig rig(tail(false));
    QTRY_VERIFY(rig.isUp());
    QStringList expected;
    for (int turn = 0; turn < 5; ++turn) {
        add("{\"a\":" + QByteArray::number(turn) + "}\n");
        const QString old = m_path + QString::number(turn);
        QVERIFY(QFile::rename(m_path, old));
        QFile late(old); // the writer still has it open
        QVERIFY(late.open(QIODevice::Append));
        late.write("{\"late\":" + QByteArray::number(turn) + "}\n");
        late.close();
        add("{\"b\":" + QByteArray::number(turn) + "}\n");
        expected += QStringLiteral("bench a=%1").arg(turn);
        expected += QStringLiteral("bench late=%1").arg(turn);
        expected += QStringLiteral("bench b=%1").arg(turn);
        QTRY_COMPARE(rig.rows(), expected);
    }
}

void TstFileTail::followsAFileThatIsEmptied()
{
    add("{\"a\":0,\"long\":12345}\n");
    LinkRig rig(tail(true));
    QTRY_COMPARE(rig.rows().size(), 1);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("{\"a\":1}\n");
    file.close();
    QTRY_COMPARE(rig.rows().mid(1), QStringList{QStringLiteral("bench a=1")});
}

void TstFileTail::waitsForAFileThatIsNotThere()
{
    LinkRig rig(tail(false));
    QTRY_COMPARE(rig.reason(), m_path + QStringLiteral(" is not there; it is read as soon as it is"));
    add("");
    QTRY_VERIFY(rig.isUp());
    add("{\"a\":1}\n");
    QTRY_COMPARE(rig.rows(), QStringList{QStringLiteral("bench a=1")});
}

void TstFileTail::refusesAFolder()
{
    LinkRig rig(LinkRig::lines(FileTailSettings{m_folder->path().toStdString(), false}));
    QTRY_VERIFY(rig.reason().contains(QStringLiteral("Is a directory")));
}

DESK_TEST(TstFileTail)

#include "tst_filetail.moc"
