// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/sqlitefolder.h"
#include "tests/support/testprogram.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Braces around one array may copy it (clang) or hold it (GCC).
QJsonArray rowsOf(const QJsonArray &row)
{
    QJsonArray rows;
    rows.append(row);
    return rows;
}

} // namespace

class TstSqliteFolder : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::optional<SqliteFolder> m_folder;
    WorkerReply m_reply;

    QJsonObject ask(const std::string &method, const std::string &target, const QByteArray &body = {})
    {
        WorkerMessage request;
        request.method = method;
        request.target = target;
        request.body = body.toStdString();
        m_reply = m_folder->answer(request);
        return QJsonDocument::fromJson(QByteArray::fromStdString(m_reply.body)).object();
    }
    QJsonObject post(const QString &sql, const QJsonValue &parameters = QJsonValue::Null,
                     const char *file = "a.db")
    {
        return ask("POST", std::string("/d/") + file,
                   QJsonDocument(QJsonObject{{u"sql"_s, sql}, {u"parameters"_s, parameters}}).toJson());
    }
    QJsonObject get(const QString &sql, const char *more = "")
    {
        return ask("GET", "/d/a.db?sql=" + QUrl::toPercentEncoding(sql).toStdString() + more);
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_folder = *SqliteFolder::open(m_dir->path().toStdString(), "/d", {});
        post(u"create table t(id integer primary key, x real, s text, b blob)"_s);
        QCOMPARE(m_reply.status, 200);
        const QJsonObject made = post(u"insert into t(x, s, b) values(?, ?, ?)"_s,
                                      QJsonArray{1.5, u"ä"_s, QJsonObject{{u"base64"_s, u"AAE="_s}}});
        QCOMPARE(made["changes"_L1].toInt(), 1);
        QCOMPARE(made["last_id"_L1].toInt(), 1);
    }

    void aGetReadsWithParameters()
    {
        const QJsonObject read = get(u"select * from t where s = ? and id = ?"_s, "&p=%C3%A4&p=1");
        QCOMPARE(m_reply.status, 200);
        QCOMPARE(read["columns"_L1].toArray(), (QJsonArray{u"id"_s, u"x"_s, u"s"_s, u"b"_s}));
        QCOMPARE(read["rows"_L1].toArray(),
                 rowsOf(QJsonArray{1, 1.5, u"ä"_s, QJsonObject{{u"base64"_s, u"AAE="_s}}}));
        QCOMPARE(read["truncated"_L1].toBool(), false);
    }

    void aPostTakesParametersByName()
    {
        const QJsonObject read = post(u"select :a, @b, $c"_s,
                                      QJsonObject{{u"a"_s, 1}, {u"b"_s, u"x"_s}, {u"c"_s, QJsonValue::Null}});
        QCOMPARE(read["rows"_L1].toArray(), rowsOf(QJsonArray{1, u"x"_s, QJsonValue::Null}));
    }

    void aGetNeverWrites()
    {
        for (const QString &sql : {u"delete from t"_s, u"create table u(x)"_s, u"pragma user_version = 3"_s})
            QVERIFY2(get(sql)["Message"_L1].toString().size() > 0 && m_reply.status == 400, qPrintable(sql));
        QCOMPARE(get(u"select count(*) from t"_s)["rows"_L1].toArray(), rowsOf(QJsonArray{1}));
        ask("GET", "/d/none.db?sql=select+1");
        QCOMPARE(m_reply.status, 404);
        QVERIFY(!QFile::exists(m_dir->filePath(u"none.db"_s)));
    }

    void noStatementLeavesItsFile()
    {
        const QString outside = m_dir->filePath(u"../outside.db"_s);
        for (const QString &sql : {u"attach '%1' as o"_s.arg(outside), u"vacuum into '%1'"_s.arg(outside),
                                   u"select load_extension('x')"_s, u"pragma temp_store_directory='/'"_s,
                                   u"pragma writable_schema=on"_s, u"detach main"_s}) {
            post(sql);
            QVERIFY2(m_reply.status == 400, qPrintable(sql + QString::number(m_reply.status)));
        }
        QVERIFY(!QFile::exists(outside));
        post(u"vacuum"_s);
        QCOMPARE(m_reply.status, 200);
        QCOMPARE(post(u"pragma table_info(t)"_s)["rows"_L1].toArray().size(), 4);
    }

    void namesStayInTheFolder()
    {
        for (const char *name : {"..", "../x", ".hidden", "a%2Fb", "a/b", "a.db-wal", "x y", ""}) {
            ask("POST", std::string("/d/") + name, R"({"sql":"select 1"})");
            QVERIFY2(m_reply.status == 404 || m_reply.status == 405, name);
        }
        QVERIFY(QFile::link(u"/etc/passwd"_s, m_dir->filePath(u"link.db"_s)));
        ask("GET", "/d/link.db?sql=select+1");
        QVERIFY(m_reply.status >= 400);
    }

    void filesAreListed()
    {
        const auto files = ask("GET", "/d")["files"_L1].toArray();
        QCOMPARE(files.size(), 1);
        QCOMPARE(files[0]["name"_L1].toString(), u"a.db"_s);
        QVERIFY(files[0]["bytes"_L1].toInt() > 0);
        ask("POST", "/d");
        QCOMPARE(m_reply.status, 405);
    }

    void mistakesAreSaid_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body :
             {"", "[]", "{}", R"({"sql":1})", R"({"sql":"nonsense"})", R"({"sql":"select 1; select 2"})",
              R"({"sql":""})", R"({"sql":"select ?","parameters":[1,2]})",
              R"({"sql":"select :a","parameters":{"b":1}})", R"({"sql":"select ?","parameters":[[]]})",
              R"({"sql":"select ?","parameters":[{"base64":"x"}]})", R"({"sql":"select 1","parameters":3})",
              R"({"sql":"insert into t(id) values(1) "})"})
            QTest::addRow("%s", body) << QByteArray(body);
    }
    void mistakesAreSaid()
    {
        QFETCH(QByteArray, body);
        const QJsonObject answer = ask("POST", "/d/a.db", body);
        QCOMPARE(m_reply.status, 400);
        QCOMPARE(answer["StatusCode"_L1].toInt(), 400);
        QVERIFY(!answer["Message"_L1].toString().isEmpty());
    }

    void whatTakesTooLongIsStopped()
    {
        m_folder = *SqliteFolder::open(m_dir->path().toStdString(), "/d", {100'000, 32U << 20U, 200ms});
        QElapsedTimer clock;
        clock.start();
        get(u"with recursive c(x) as (select 1 union all select x+1 from c) select count(*) from c"_s);
        QCOMPARE(m_reply.status, 504);
        QVERIFY(clock.elapsed() < 5000);
    }

    void manyRowsAreCutOffAndItIsSaid()
    {
        m_folder = *SqliteFolder::open(m_dir->path().toStdString(), "/d", {10, 32U << 20U, 20s});
        const QJsonObject read =
            get(u"with recursive c(x) as (select 1 union all select x+1 from c) select x from c"_s);
        QCOMPARE(read["rows"_L1].toArray().size(), 10);
        QVERIFY(read["truncated"_L1].toBool());
    }

    void whatIsNestedIsRefused()
    {
        const QByteArray deep(1'000'000, '[');
        ask("POST", "/d/a.db", "{\"sql\":\"SELECT 1\",\"parameters\":" + deep + "}");
        QCOMPARE(m_reply.status, 400);
    }
};

DESK_TEST(TstSqliteFolder)

#include "tst_sqlitefolder.moc"
