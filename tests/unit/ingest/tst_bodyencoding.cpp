// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/bodyencoding.h"
#include "tests/support/testprogram.h"

#include <QTest>
#include <snappy.h>
#include <zlib.h>

using namespace desk;

namespace {

std::string deflated(const std::string &text, int windowBits)
{
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, windowBits, 9, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string packed(const std::string &encoding, const std::string &text)
{
    if (encoding != "snappy")
        return deflated(text, encoding == "gzip" ? 31 : 15);
    std::string out;
    snappy::Compress(text.data(), text.size(), &out);
    return out;
}

} // namespace

class TstBodyEncoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodings_data()
    {
        QTest::addColumn<QByteArray>("encoding");
        for (const char *encoding : {"gzip", "deflate", "snappy"})
            QTest::addRow("%s", encoding) << QByteArray(encoding);
    }
    void encodings()
    {
        QFETCH(QByteArray, encoding);
        const std::string name = encoding.toStdString();
        std::string text;
        for (int i = 0; i < 50'000; ++i)
            text += std::to_string(i * 7919) + ",";
        const std::string body = packed(name, text);
        std::vector<char> out;
        const auto plain = BodyEncoding::undo(name, body, 64, out);
        QVERIFY(plain);
        QCOMPARE(std::string(plain->begin(), plain->end()), text);
        QVERIFY(out.size() >= plain->size() + 64);
        for (const std::size_t cut : {std::size_t(0), std::size_t(1), body.size() / 2, body.size() - 1}) {
            const auto torn = BodyEncoding::undo(name, {body.data(), cut}, 64, out);
            QVERIFY(!torn);
            QVERIFY(torn.error().code == ErrorCode::parseError);
        }
    }

    void bombsStopAtTheirLimit()
    {
        std::vector<char> out;
        const auto ratio = BodyEncoding::undo("gzip", packed("gzip", std::string(10U << 20U, 'a')), 64, out);
        QVERIFY(!ratio);
        QVERIFY(ratio.error().code == ErrorCode::tooLarge);
        QVERIFY(out.size() < 4U << 20U);
        std::string noise((32U << 20U) + 1, '\0');
        for (std::size_t i = 0; i < noise.size(); i += 16)
            noise[i] = static_cast<char>(i * 2654435761U >> 13U);
        const auto size = BodyEncoding::undo("deflate", packed("deflate", noise), 64, out);
        QVERIFY(!size);
        QVERIFY(size.error().code == ErrorCode::tooLarge);
    }

    void aSnappyLengthIsJudgedBeforeAnythingIsUnpacked()
    {
        const std::string claims("\xFF\xFF\xFF\xFF\x0F"
                                 "abc",
                                 8);
        std::vector<char> out;
        const auto plain = BodyEncoding::undo("snappy", claims, 64, out);
        QVERIFY(!plain);
        QVERIFY(plain.error().code == ErrorCode::tooLarge);
        QVERIFY(out.empty());
    }

    void gzipMembersFollowOneAnother()
    {
        std::vector<char> out;
        const auto plain =
            BodyEncoding::undo("gzip", packed("gzip", "one,") + packed("gzip", "two"), 64, out);
        QVERIFY(plain);
        QCOMPARE(std::string(plain->begin(), plain->end()), std::string("one,two"));
        QVERIFY(!BodyEncoding::undo("gzip", packed("gzip", "one") + "rest", 64, out));
    }
};

DESK_TEST(TstBodyEncoding)
#include "tst_bodyencoding.moc"
