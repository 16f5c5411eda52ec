// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/postanswer.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;

class TstPostAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theServersCountIsTakenAndItsRejectionsArePlaced()
    {
        const auto batch =
            readPostAnswer(PostForm::json, 4,
                           R"({"count":2,"rejected":[{"index":1,"message":"a"},{"index":3,"message":"b"}]})");
        QCOMPARE(batch.accepted, std::size_t(2));
        QCOMPARE(batch.refused.size(), std::size_t(2));
        QCOMPARE(batch.refused[0].index, std::size_t(1));
        QCOMPARE(batch.refused[1].index, std::size_t(3));
        QCOMPARE(batch.refused[1].reason, std::string("b"));
        QVERIFY(batch.isAnswered);
    }

    void linesCountFromOne()
    {
        const auto batch =
            readPostAnswer(PostForm::lines, 3, R"({"count":2,"rejected":[{"index":3,"message":"a"}]})");
        QCOMPARE(batch.refused[0].index, std::size_t(2));
    }

    void anAnswerWithoutACountTookEverything()
    {
        for (const char *text : {"", "ok", "[]", "{}", R"({"count":"many"})", R"({"count":-1})"})
            QCOMPARE(readPostAnswer(PostForm::json, 7, text).accepted, std::size_t(7));
    }

    void nonsenseNeverPointsBehindTheBatch()
    {
        const auto batch = readPostAnswer(
            PostForm::json, 2,
            R"({"count":99,"rejected":[{"index":99},{"index":-1},{"message":7},5,null,{"index":"x"}]})");
        QCOMPARE(batch.accepted, std::size_t(2));
        QVERIFY(batch.refused.empty()); // none of them names a point
    }

    void whatIsMissingWithoutANameMakesAllOfThemUndelivered()
    {
        for (const char *text : {R"({"count":3})", R"({"count":3,"rejected":[{"index":0,"message":"a"}]})",
                                 R"({"count":3,"rejected":[{"message":"a"},{"index":9}]})"}) {
            const auto batch = readPostAnswer(PostForm::json, 5, text);
            QCOMPARE(batch.accepted, std::size_t(3));
            QCOMPARE(batch.refused.size(), std::size_t(1));
            QCOMPARE(batch.refused[0].points, std::size_t(5));
            QVERIFY(batch.refused[0].reason.find("3 of 5") != std::string::npos);
        }
    }

    void aRefusedRequestIsRefusedWhole()
    {
        const auto batch = readPostRefusal(PostForm::json, 5, {ErrorCode::invalidArgument, "no", {}}, "");
        QCOMPARE(batch.accepted, std::size_t(0));
        QCOMPARE(batch.refused[0].points, std::size_t(5));
        const auto foreign =
            readPostRefusal(PostForm::foreignLines, 5, {ErrorCode::invalidArgument, "no", {}}, "x dropped=2");
        QCOMPARE(foreign.accepted, std::size_t(3));
    }

    void laterIsNotNever()
    {
        for (const int status : {408, 425, 429, 500, 502, 503, 504})
            QVERIFY(isPostedLater(status) && !isAboutThePoints(PostForm::json, status));
        for (const int status : {400, 413, 422})
            QVERIFY(!isPostedLater(status) && isAboutThePoints(PostForm::json, status));
        for (const int status : {401, 403, 404, 501})
            QVERIFY(!isPostedLater(status) && !isAboutThePoints(PostForm::json, status));
    }
};

DESK_TEST(TstPostAnswer)
#include "tst_postanswer.moc"
