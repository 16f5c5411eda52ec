// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/mcapparser.h"

#include "models/exchange/mcapfilewriter.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <lz4frame.h>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

struct Read
{
    QStringList messages; // topic number data
    QStringList errors;
};

Read readAll(std::string_view bytes, std::size_t piece = 1U << 20U)
{
    Read read;
    McapParser parser;
    const auto take = [&] {
        while (true) {
            const auto message = parser.next();
            if (!message) {
                read.errors += QString::fromStdString(message.error().message);
                if (message.error().index < 0)
                    return;
            } else if (!*message) {
                return;
            } else {
                read.messages += QString::fromStdString((*message)->channel->topic + " " +
                                                        std::to_string((*message)->sequence) + " " +
                                                        std::string((*message)->data));
            }
        }
    };
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        parser.append(bytes.substr(at, piece));
        take();
    }
    parser.finish();
    take();
    return read;
}

std::string twoChunks()
{
    McapFileWriter writer;
    std::string out;
    writer.begin(out, "test");
    const auto schema = writer.addSchema("s", "jsonschema", "{}");
    const auto channel = writer.addChannel(*schema, "a", "json", {{"k", "v"}});
    const std::string large(McapFileWriter::chunkBytes, 'x');
    static_cast<void>(writer.message(out, *channel, 1, 10, 9, large));
    static_cast<void>(writer.message(out, *channel, 2, 11, 10, "two"));
    static_cast<void>(writer.finish(out));
    return out;
}

std::string chunkFile(std::string_view compression, std::string_view packed, std::uint64_t size,
                      std::uint32_t crc = 0)
{
    std::string out(mcapMagic);
    McapRecord(out, McapOpcode::header).text("").text("").end();
    McapRecord(out, McapOpcode::chunk)
        .u64(0)
        .u64(0)
        .u64(size)
        .u32(crc)
        .text(compression)
        .u64(packed.size())
        .bytes(packed)
        .end();
    McapRecord(out, McapOpcode::dataEnd).u32(0).end();
    return out;
}

std::string channelAndMessage()
{
    std::string records;
    McapRecord(records, McapOpcode::channel)
        .u16(7)
        .u16(0)
        .text("topic")
        .text("json")
        .beginArray()
        .endArray()
        .end();
    McapRecord(records, McapOpcode::message).u16(7).u32(3).u64(1).u64(1).bytes("{}").end();
    return records;
}

} // namespace

class TstMcapParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatWasWritten_data()
    {
        QTest::addColumn<int>("piece");
        for (const int piece : {1, 1000, 1 << 24})
            QTest::addRow("pieces of %d", piece) << piece;
    }
    void readsWhatWasWritten()
    {
        QFETCH(int, piece);
        const Read read = readAll(twoChunks(), static_cast<std::size_t>(piece));
        QCOMPARE(read.errors, QStringList());
        QCOMPARE(read.messages.size(), 2);
        QCOMPARE(read.messages[1], u"a 2 two"_s);
    }

    void readsChunksOfLz4AndOfNone()
    {
        const std::string records = channelAndMessage();
        std::string packed(LZ4F_compressFrameBound(records.size(), nullptr), '\0');
        packed.resize(
            LZ4F_compressFrame(packed.data(), packed.size(), records.data(), records.size(), nullptr));
        QCOMPARE(readAll(chunkFile("lz4", packed, records.size(), mcapCrc(records))).messages,
                 QStringList(u"topic 3 {}"_s));
        QCOMPARE(readAll(chunkFile("", records, records.size())).messages, QStringList(u"topic 3 {}"_s));
    }

    void leavesOutDamagedChunksAndGoesOn()
    {
        std::string bytes = twoChunks();
        const std::size_t chunk = bytes.find("zstd");
        bytes[chunk + 4 + 8 + 30] = static_cast<char>(bytes[chunk + 4 + 8 + 30] ^ 0x55);
        const Read read = readAll(bytes);
        // The channel stood in the chunk that is lost.
        QCOMPARE(read.messages, QStringList());
        QVERIFY(read.errors.first().startsWith(u"a chunk is left out: "));
        QVERIFY(read.errors.last().startsWith(u"a message of channel 1, which is not defined"));
    }

    void checksCrcs()
    {
        const std::string records = channelAndMessage();
        const Read read = readAll(chunkFile("", records, records.size(), mcapCrc(records) ^ 1U));
        QCOMPARE(read.messages, QStringList());
        QCOMPARE(read.errors, QStringList(u"a chunk is left out: its CRC-32 is another one"_s));
    }

    void takesNoMemoryForSizesThatAreLies()
    {
        // A chunk that says 200 GB, a record that says all, a bomb that says little.
        QVERIFY(readAll(chunkFile("zstd", "x", 200'000'000'000))
                    .errors.first()
                    .contains(u"256 MiB are the most"));
        std::string record(mcapMagic);
        record += static_cast<char>(McapOpcode::message);
        record.append(8, '\xFF');
        QVERIFY(readAll(record).errors.first().contains(u"64 MiB are the most"));
        McapChunkCodec codec;
        const auto bomb = codec.compress(std::string(64U << 20U, '\0'));
        QVERIFY(bomb);
        QVERIFY(readAll(chunkFile("zstd", *bomb, 100))
                    .errors.first()
                    .contains(u"another size than the 100 bytes"));
        QVERIFY(readAll(chunkFile("zstd", bomb->substr(0, 20), 100))
                    .errors.first()
                    .contains(u"chunk is left out"));
        QVERIFY(readAll(chunkFile("bz2", "x", 1)).errors.first().contains(u"compression bz2 is not known"));
    }

    void readsWhatStandsBeforeAnEarlyEnd()
    {
        const std::string bytes = twoChunks();
        const std::size_t end = bytes.rfind("zstd", bytes.rfind("zstd") - 1); // somewhere in the indexes
        const Read read = readAll(std::string_view(bytes).substr(0, bytes.find("zstd", end) - 200));
        QVERIFY(read.messages.size() >= 1);
        QVERIFY(read.errors.isEmpty() || read.errors.last().startsWith(u"the file ends early"));
        const Read shorter = readAll(std::string_view(bytes).substr(0, 60));
        QVERIFY(shorter.messages.isEmpty());
        QCOMPARE(shorter.errors, QStringList(u"the file ends early; what stands before it was read"_s));
    }

    void saysWhatIsNoMcap()
    {
        QVERIFY(readAll("no such file").errors.first().startsWith(u"this is no MCAP file of version 0"));
        QVERIFY(readAll("\x89MC").errors.first().startsWith(u"this is no MCAP file of version 0"));
    }
};

DESK_TEST(TstMcapParser)
#include "tst_mcapparser.moc"
