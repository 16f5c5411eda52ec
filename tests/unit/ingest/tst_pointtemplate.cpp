// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/pointdecoder.h"

#include "models/ingest/pointtemplate.h"
#include "tests/support/sanitized.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cstdlib>
#include <new>
#include <random>

using namespace desk;

namespace {

bool counting = false;
std::size_t allocations = 0;

std::vector<char> padded(const std::string &text)
{
    std::vector<char> body(text.begin(), text.end());
    body.resize(body.size() + PointDecoder::padding, '7'); // digits: nothing may read on into them
    return body;
}

// A decoder that has seen (and published) an array of some form, and one that always parses.
struct Pair
{
    SeriesDictionary names[2];
    PointDecoder decoders[2]{PointDecoder(names[0]), PointDecoder(names[1])};
    SampleBatch batches[2];
    Result<PointDecoder::Outcome> outcomes[2]{{}, {}};

    void decode(const std::string &text, std::size_t maxPoints = 1000)
    {
        const auto body = padded(text);
        for (int i : {0, 1}) {
            batches[i].clear();
            PointDecoder::Options options;
            options.maxPoints = maxPoints;
            options.templates = i == 0;
            outcomes[i] = decoders[i].decodeArray(std::span(body).first(text.size()), options, batches[i]);
            if (outcomes[i])
                names[i].publish();
        }
    }
    [[nodiscard]] bool agree() const
    {
        return outcomes[0].has_value() == outcomes[1].has_value() && batches[0] == batches[1] &&
               names[0].nodeCount() == names[1].nodeCount() &&
               names[0].seriesCount() == names[1].seriesCount() &&
               (outcomes[0] || outcomes[0].error().message == outcomes[1].error().message);
    }
};

const std::string point =
    R"({"timestamp":"2026-11-21T14:03:07.250Z","node_id":"sat-1","node_type":"satellite",)"
    R"("snr_db":12.5,"utilization":0.25,"temperature_c":-40})";

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    const auto at = text.find(from);
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

} // namespace

#ifdef DESK_SANITIZED
constexpr bool counts = false; // they keep the books themselves
#else
constexpr bool counts = true;
// Only this program counts, and only where it says so.
void *operator new(std::size_t size)
{
    allocations += counting ? 1 : 0;
    if (void *memory = std::malloc(size == 0 ? 1 : size))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void *memory) noexcept
{
    std::free(memory);
}
void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory);
}
#endif

class TstPointTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFormIsLearnedFromAnAcceptedArray()
    {
        SeriesDictionary names;
        const auto learns = [&](const std::string &text) {
            PointDecoder decoder(names);
            SampleBatch batch;
            const auto body = padded(text);
            const auto span = std::span(body).first(text.size());
            if (!decoder.decodeArray(span, {}, batch))
                return false;
            names.publish();
            return PointTemplate::learn(span, names).has_value();
        };
        QVERIFY(learns("[" + point + "]"));
        QVERIFY(learns(" [ \n" + replaced(point, ",\"snr_db\":12.5", " ,\n \"snr_db\" : 1.25e1 ") + " ]"));
        QVERIFY(learns("[" + replaced(point, "\"snr_db\":12.5", "\"link\":{\"dst\":\"gs-1\"}") + "]"));
        QVERIFY(
            learns("[" + replaced(point, "\"snr_db\":12.5", "\"atmospheric_state\":{\"rain\":1.5}") + "]"));
        QVERIFY(!learns("[" + replaced(point, "\"snr_db\":12.5", "\"on\":true") + "]"));
        QVERIFY(!learns("[" + replaced(point, "\"snr_db\":12.5", "\"health\":\"nominal\"") + "]"));
        QVERIFY(!learns("[" + replaced(point, "\"snr_db\":12.5", "\"snr_db\":null") + "]"));
        QVERIFY(!learns("[" + replaced(point, "\"snr_db\"", "\"snr\\u005fdb\"") + "]"));
        QVERIFY(!learns("[]"));
    }

    void theParserAndTheTemplateAgree_data()
    {
        QTest::addColumn<QByteArray>("second");
        const auto row = [](const char *name, const std::string &from, const std::string &to) {
            QTest::addRow("%s", name)
                << QByteArray::fromStdString("[" + point + "," + replaced(point, from, to) + "]");
        };
        row("the same", "", "");
        row("another node", "sat-1", "sat-2");
        row("a known node of another type", "satellite", "ground_station");
        row("an unknown type", "satellite", "toaster");
        row("another time", "14:03:07.250Z", "15:04:08.123456789Z");
        row("another day", "2026-11-21", "2026-11-22");
        row("a zone", "07.250Z", "07.250+01:00");
        row("no zone", "07.250Z", "07.250");
        row("no such time", "14:03", "24:03");
        row("an empty node", "sat-1", "");
        row("a bad node", "sat-1", "sat 1");
        row("an escaped node", "sat-1", "sat\\u002d1");
        row("a node beyond ASCII", "sat-1", "s\xC3\xA4t");
        row("an integer", "12.5", "12");
        row("minus nothing", "12.5", "-0");
        row("minus nothing with decimals", "12.5", "-0.0");
        row("many digits", "12.5", "12.123456789012345678");
        row("an exponent", "12.5", "1.25e1");
        row("a long integer", "12.5", "9007199254740993");
        row("a longer integer", "12.5", "92233720368547758070");
        row("beyond double", "12.5", "1e999");
        row("below double", "12.5", "1.0e-400");
        row("a leading zero", "12.5", "012.5");
        row("a plus", "12.5", "+12.5");
        row("no digit behind the point", "12.5", "12.");
        row("no digit before the point", "12.5", ".5");
        row("a hexadecimal", "12.5", "0x12");
        row("letters behind a number", "12.5", "12.5x");
        row("not a number", "12.5", "NaN");
        row("out of range", "0.25", "1.25");
        row("a text", "12.5", "\"12.5\"");
        row("a null", "12.5", "null");
        row("one key more", "\"snr_db\"", "\"x\":1,\"snr_db\"");
        row("one key less", "\"snr_db\":12.5,", "");
        row("another key", "snr_db", "snr_dc");
        row("keys in another order", "\"snr_db\":12.5,\"utilization\":0.25",
            "\"utilization\":0.25,\"snr_db\":12.5");
        row("other spacing", ":12.5", ": 12.5");
        row("something behind the point", "-40}", "-40}}");
        QTest::addRow("trailing comma") << QByteArray::fromStdString("[" + point + ",]");
        QTest::addRow("open array") << QByteArray::fromStdString("[" + point);
        QTest::addRow("open point") << QByteArray::fromStdString("[" + point.substr(0, point.size() - 1) +
                                                                 "]");
        QTest::addRow("something behind the array") << QByteArray::fromStdString("[" + point + "] 7");
        QTest::addRow("blanks everywhere")
            << QByteArray::fromStdString(" [\n" + point + " ,\t" + point + "\r\n] \n");
        QTest::addRow("no array") << QByteArray::fromStdString(point);
        QTest::addRow("nothing") << QByteArray("[]");
    }
    void theParserAndTheTemplateAgree()
    {
        QFETCH(QByteArray, second);
        Pair pair;
        pair.decode("[" + point + "]");
        pair.decode("[" + point + "]"); // learned only now: before, the names were not published
        pair.decode(second.toStdString());
        QVERIFY2(pair.agree(), pair.outcomes[0] ? "" : pair.outcomes[0].error().message.c_str());
        pair.decode("[" + point + "]");
        QVERIFY(pair.agree());
        QCOMPARE(pair.batches[0].points(), std::size_t(1));
    }

    void arraysChangedInAByteAgree()
    {
        std::mt19937 random(7);
        const std::string array = "[" + point + "," + replaced(point, "sat-1", "sat-2") + "]";
        const std::string bytes = "\"\\{}[],: 0123456789.-+eE_xnt\n";
        for (int i = 0; i < 20'000; ++i) {
            Pair pair;
            pair.decode(array);
            pair.decode(array);
            std::string changed = array;
            const auto at = random() % changed.size();
            switch (random() % 3) {
            case 0:
                changed[at] = bytes[random() % bytes.size()];
                break;
            case 1:
                changed.erase(at, 1);
                break;
            default:
                changed.insert(at, 1, bytes[random() % bytes.size()]);
            }
            pair.decode(changed);
            QVERIFY2(pair.agree(), changed.c_str());
        }
    }

    void morePointsThanAllowedAreCutOffAsByTheParser()
    {
        Pair pair;
        pair.decode("[" + point + "]");
        pair.decode("[" + point + "]");
        pair.decode("[" + point + "," + point + "," + point + "]", 2);
        QVERIFY(pair.agree());
        QCOMPARE(pair.outcomes[0]->truncated, std::size_t(1));
    }

    void aRefusedNameIsNotLearned()
    {
        SeriesDictionary names;
        PointDecoder decoder(names);
        const auto first = padded("[" + point + "]");
        const std::string other = replaced(point, "snr_db", "voltage_v");
        const auto second = padded("[" + other + "]");
        SampleBatch batch;
        QVERIFY(decoder.decodeArray(std::span(first).first(point.size() + 2), {}, batch));
        names.rollback(); // the journal was full
        batch.clear();
        QVERIFY(decoder.decodeArray(std::span(second).first(other.size() + 2), {}, batch));
        names.publish();
        batch.clear();
        QVERIFY(decoder.decodeArray(std::span(first).first(point.size() + 2), {}, batch));
        QCOMPARE(names.definition(batch.series[0]).metric, std::string("snr_db"));
    }

    void decodingKnownPointsAllocatesNothing_data()
    {
        QTest::addColumn<bool>("templates");
        QTest::addRow("by template") << true;
        QTest::addRow("by the parser") << false;
    }
    void decodingKnownPointsAllocatesNothing()
    {
        QFETCH(bool, templates);
        if (!counts)
            QSKIP("allocations are not counted under a sanitizer, which replaces the allocator");
        std::string text = "[" + point;
        for (int i = 1; i < 1000; ++i)
            text += "," + replaced(point, "sat-1", "sat-" + std::to_string(i));
        text += "]";
        const auto body = padded(text);
        const auto span = std::span(body).first(text.size());
        SeriesDictionary names;
        PointDecoder decoder(names);
        PointDecoder::Options options;
        options.templates = templates;
        SampleBatch batch;
        for (int i = 0; i < 3; ++i) {
            batch.clear();
            QVERIFY(decoder.decodeArray(span, options, batch));
            names.publish();
        }
        batch.clear();
        allocations = 0;
        counting = true;
        const auto outcome = decoder.decodeArray(span, options, batch);
        counting = false;
        QCOMPARE(outcome->points, std::size_t(1000));
        QVERIFY2(allocations <= 10, std::to_string(allocations).c_str());
    }
};

DESK_TEST(TstPointTemplate)
#include "tst_pointtemplate.moc"
