// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/deadletterfile.h"
#include "models/datalink/pointfilereader.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <sys/resource.h>

using namespace desk;
using namespace Qt::StringLiterals;

class TstDeadLetterFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::string m_path;

    static FilePoint point(double value)
    {
        FilePoint one;
        one.node = "n-\"1\"";
        one.nodeType = "device";
        one.dst = "n-2";
        one.values = {{"load", value}, {"on", true}, {"health", std::string("degraded")}};
        return one;
    }
    static Timestamp at(std::int64_t ns) { return fromNanoseconds(1'790'000'000'000'000'000 + ns); }
    QByteArray text() const
    {
        QFile file(QString::fromStdString(m_path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init()
    {
        m_path = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction())).toStdString();
    }

    void whatIsBuriedIsReadAgainAsItWas()
    {
        auto letters = DeadLetterFile::open(m_path);
        QVERIFY(letters);
        letters->add(point(1.5), at(123), "data \"x\".csv:17", "tried 3 times:\nrefused", at(9'000'000'000));
        letters->add(point(2.5), at(456), "data.csv:18", "no", at(9'000'000'000));
        QVERIFY(text().isEmpty());
        QVERIFY(letters->keep());
        QCOMPARE(letters->count(), std::uint64_t(2));
        QCOMPARE(text().count('\n'), 2);
        const auto first = QJsonDocument::fromJson(text().split('\n').first()).object();
        const auto beside = first["dead_letter"_L1].toObject();
        QCOMPARE(beside["reason"_L1].toString(), u"tried 3 times:\nrefused"_s);
        QCOMPARE(beside["from"_L1].toString(), u"data \"x\".csv:17"_s);
        QVERIFY(!beside["at"_L1].toString().isEmpty());
        PointFileReader reader{PointFileOptions{}};
        reader.append(text().toStdString());
        reader.finish();
        for (const double value : {1.5, 2.5}) {
            const auto read = reader.next();
            QVERIFY(read && *read);
            FilePoint expected = point(value);
            QCOMPARE((*read)->time, std::optional(at(value == 1.5 ? 123 : 456)));
            QCOMPARE((*read)->node, expected.node);
            QCOMPARE((*read)->dst, expected.dst);
            QVERIFY((*read)->values[0] == expected.values[0] && (*read)->values[1] == expected.values[1]);
            QCOMPARE((*read)->more, std::string("\"health\":\"degraded\"")); // no "dead_letter"
        }
    }

    void moreIsAppendedAlsoBehindALineThatWasCutShort()
    {
        QFile file(QString::fromStdString(m_path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"timestamp\":\"2026");
        file.close();
        auto letters = DeadLetterFile::open(m_path);
        QVERIFY(letters);
        letters->add(point(1), at(0), "a:1", "no", at(0));
        QVERIFY(letters->keep());
        QVERIFY(text().startsWith("{\"timestamp\":\"2026\n{\"timestamp\""));
        QVERIFY(letters->keep()); // nothing new
        QCOMPARE(text().count('\n'), 2);
    }

    void aBatchThatDoesNotFitIsNotKeptInPart()
    {
        auto letters = DeadLetterFile::open(m_path);
        QVERIFY(letters);
        letters->add(point(1), at(0), "a:1", "no", at(0));
        QVERIFY(letters->keep());
        const QByteArray before = text();
        for (int line = 2; line < 10; ++line)
            letters->add(point(line), at(line), "a:" + std::to_string(line), "no", at(0));
        rlimit usual{};
        ::getrlimit(RLIMIT_FSIZE, &usual);
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit full = usual;
        full.rlim_cur = static_cast<rlim_t>(before.size()) + 300;
        ::setrlimit(RLIMIT_FSIZE, &full);
        const auto kept = letters->keep();
        ::setrlimit(RLIMIT_FSIZE, &usual);
        QVERIFY(!kept && kept.error().code == ErrorCode::storageUnavailable);
        QCOMPARE(text(), before);
        QVERIFY(letters->keep()); // there is room again
        QCOMPARE(text().count('\n'), 9);
        QCOMPARE(letters->count(), std::uint64_t(9));
    }

    void othersCannotReadIt()
    {
        QVERIFY(DeadLetterFile::open(m_path));
        QCOMPARE(QFile::permissions(QString::fromStdString(m_path)) &
                     (QFile::ReadOther | QFile::ReadGroup | QFile::WriteOther),
                 QFile::Permissions());
    }

    void whatCannotBeWrittenIsSaid()
    {
        const auto missing = DeadLetterFile::open(m_folder.path().toStdString() + "/no/where");
        QVERIFY(!missing && missing.error().message.find("/no/where") != std::string::npos);
        QVERIFY(!DeadLetterFile::open(m_folder.path().toStdString()));
        QVERIFY(!DeadLetterFile::open("/dev/full")); // no file that can be posted again
    }
};

DESK_TEST(TstDeadLetterFile)
#include "tst_deadletterfile.moc"
