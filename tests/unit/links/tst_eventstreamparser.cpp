// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/eventstreamparser.h"

#include "tests/support/testprogram.h"

using namespace desk;

namespace {

QStringList eventsOf(std::string_view text, std::size_t piece)
{
    EventStreamParser parser;
    QStringList events;
    for (std::size_t at = 0; at < text.size(); at += piece)
        parser.feed(text.substr(at, piece), [&](const EventStreamParser::StreamEvent &event) {
            events += QString::fromStdString(event.name + "|" + event.data);
        });
    return events;
}

} // namespace

class TstEventStreamParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEventsOfEverySplit();
    void endsLinesInAllThreeWays();
    void keepsTheLastIdOverARestart();
    void takesTheServersPause();
    void leavesOutWhatIsTooLong();
    void forgetsAnEventThatNeverEnded();
};

void TstEventStreamParser::readsEventsOfEverySplit()
{
    const std::string text =
        "\xEF\xBB\xBF: hello\ndata: {\"a\":1}\n\nevent: other\r\ndata:x\r\ndata: y\r\n\r\n"
        "data\n\nid: 7\n\nnonsense: z\ndata: last\n\n";
    const QStringList expected{QStringLiteral("message|{\"a\":1}"), QStringLiteral("other|x\ny"),
                               QStringLiteral("message|"), QStringLiteral("message|last")};
    for (std::size_t piece = 1; piece <= text.size(); ++piece)
        QCOMPARE(eventsOf(text, piece), expected);
}

void TstEventStreamParser::endsLinesInAllThreeWays()
{
    QCOMPARE(
        eventsOf("data: 1\r\rdata: 2\n\ndata: 3\r\n\r\n", 1),
        (QStringList{QStringLiteral("message|1"), QStringLiteral("message|2"), QStringLiteral("message|3")}));
}

void TstEventStreamParser::keepsTheLastIdOverARestart()
{
    EventStreamParser parser;
    const auto ignore = [](const EventStreamParser::StreamEvent &) {};
    parser.feed("id: 41\ndata: x\n\nid: 42\ndata: y\n", ignore);
    QCOMPARE(parser.lastId(), std::string("41")); // the second never ended
    parser.restart();
    parser.feed("data: z\n\n", ignore);
    QCOMPARE(parser.lastId(), std::string("41"));
}

void TstEventStreamParser::takesTheServersPause()
{
    EventStreamParser parser;
    const auto ignore = [](const EventStreamParser::StreamEvent &) {};
    parser.feed("retry: soon\n", ignore);
    QVERIFY(!parser.retry());
    parser.feed("retry: 2500\n", ignore);
    QCOMPARE(parser.retry()->count(), 2500);
}

void TstEventStreamParser::leavesOutWhatIsTooLong()
{
    EventStreamParser parser;
    QStringList events;
    const auto take = [&](const EventStreamParser::StreamEvent &event) {
        events += QString::fromStdString(event.data);
    };
    const std::string much(std::size_t{1} << 20U, 'x');
    parser.feed("data: ", take);
    for (int i = 0; i < 17; ++i)
        parser.feed(much, take);
    parser.feed("\n\ndata: short\n\n", take);
    QCOMPARE(events, QStringList{QStringLiteral("short")});
    QCOMPARE(parser.dropped(), std::uint64_t{1});
}

void TstEventStreamParser::forgetsAnEventThatNeverEnded()
{
    EventStreamParser parser;
    QStringList events;
    const auto take = [&](const EventStreamParser::StreamEvent &event) {
        events += QString::fromStdString(event.data);
    };
    parser.feed("data: half", take);
    parser.restart();
    parser.feed("data: whole\n\n", take);
    QCOMPARE(events, QStringList{QStringLiteral("whole")});
}

DESK_TEST(TstEventStreamParser)

#include "tst_eventstreamparser.moc"
