// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/postresume.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace desk;
using namespace Qt::StringLiterals;

class TstPostResume : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::vector<std::string> m_files;
    std::string m_path;

    static Timestamp at(std::int64_t seconds) { return fromNanoseconds(seconds * 1'000'000'000); }
    static void write(const std::string &path, const QByteArray &text,
                      QIODevice::OpenMode mode = QIODevice::WriteOnly)
    {
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(mode));
        file.write(text);
    }
    Result<PostResume> open(std::int64_t second = 100, const std::string &reading = "--step 60s") const
    {
        return PostResume::open(m_path, m_files, reading, "run-" + std::to_string(second), at(second));
    }

private Q_SLOTS:
    void init()
    {
        m_files = {m_folder.filePath(u"a.csv"_s).toStdString(), m_folder.filePath(u"b.csv"_s).toStdString()};
        write(m_files[0], "second,value\n1,1\n");
        write(m_files[1], "second,value\n1,2\n");
        m_path = m_folder.filePath(u"resume"_s).toStdString();
        QFile::remove(QString::fromStdString(m_path));
    }

    void anotherRunGoesOnWhereTheFirstWas()
    {
        auto first = open();
        QVERIFY(first && !first->isResumed());
        QVERIFY(first->advance(0, 1000));
        QVERIFY(first->advance(1, 7));
        const auto second = open(200);
        QVERIFY(second && second->isResumed());
        QCOMPARE(second->run(), std::string("run-100")); // so that the keys are the same
        QCOMPARE(second->begun(), at(100));              // and the times
        QCOMPARE(second->sentOf(0), std::uint64_t(1000));
        QCOMPARE(second->sentOf(1), std::uint64_t(7));
        QCOMPARE(second->sent(), std::uint64_t(1007));
    }

    void anotherRoundBeginsAtTheBeginningAndCountsOn()
    {
        auto first = open();
        QVERIFY(first && first->advance(0, 10) && first->advance(1, 10));
        QVERIFY(first->nextRound(at(150)));
        QVERIFY(first->advance(0, 3));
        const auto second = open(200);
        QVERIFY(second);
        QCOMPARE(second->begun(), at(150));
        QCOMPARE(second->sentOfRound(), std::uint64_t(3));
        QCOMPARE(second->sent(), std::uint64_t(23));
    }

    void theTimesStayAsTheyWereDecided()
    {
        FileTimes recent;
        recent.first = recent.newest = at(90);
        auto first = open();
        QVERIFY(first->plan({}, recent).stamp() == Stamp::file);
        QVERIFY(first->advance(0, 1));
        FileTimes grown = recent;
        grown.newest = at(90 + 7200); // hours later
        auto second = open(7300);
        QVERIFY(second->plan({}, grown).stamp() == Stamp::file);
        QVERIFY(second->nextRound(at(7300)));
        FileTimes old;
        old.first = old.newest = at(1);
        QVERIFY(second->plan({}, old).stamp() == Stamp::shift);
        QVERIFY(second->advance(0, 1));
        QCOMPARE(open(9000)->plan({}, recent).shift().count(), std::int64_t(7299) * 1'000'000'000);
    }

    void aFileThatGrewIsTheSameFile()
    {
        QVERIFY(open()->advance(0, 1));
        write(m_files[0], "2,1\n", QIODevice::Append);
        QVERIFY(open(200));
    }

    void anotherFileOrReadingIsRefused()
    {
        QVERIFY(open()->advance(0, 1));
        const auto reading = open(200, "--step 1s");
        QVERIFY(!reading && reading.error().message.find("other options") != std::string::npos);
        write(m_files[1], "second,other\n1,2\n");
        const auto changed = open(200);
        QVERIFY(!changed && changed.error().message.find("b.csv") != std::string::npos);
        m_files.pop_back();
        const auto fewer = open(200);
        QVERIFY(!fewer && fewer.error().message.find("other files") != std::string::npos);
    }

    void whatIsDamagedIsNotTakenForABeginning()
    {
        for (const char *text :
             {"", "{", "[]", "{\"run\":1}", "{\"run\":\"r\",\"reading\":\"--step 60s\"}"}) {
            write(m_path, text);
            const auto damaged = open();
            QVERIFY2(!damaged, text);
            QVERIFY(damaged.error().message.find("delete it to begin anew") != std::string::npos);
        }
    }

    void whereItCannotBeKeptNothingBegins()
    {
        m_path = m_folder.filePath(u"no/where"_s).toStdString();
        QVERIFY(!open());
    }
};

DESK_TEST(TstPostResume)
#include "tst_postresume.moc"
