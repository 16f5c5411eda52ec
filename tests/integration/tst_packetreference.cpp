// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/packetheader.h"
#include "tests/support/testprogram.h"
#include "tests/unit/decoding/recordlist.h"
#include "tests/unit/decoding/spacepacket.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

// Printable: the reference hands data out as text.
std::string printable(std::mt19937 &random, std::size_t bytes)
{
    std::string text(bytes, ' ');
    for (char &letter : text)
        letter = static_cast<char>('0' + random() % 75);
    return text;
}

// As spacepacket.mjs writes them, of the frames that our framer cuts.
class PacketLines final : public FrameSink
{
public:
    PacketLines(std::size_t timeBytes, std::size_t ancillaryBytes)
        : m_timeBytes(timeBytes)
        , m_ancillaryBytes(ancillaryBytes)
    {
    }
    void frame(const Frame &frame) override
    {
        const PacketHeader header = PacketHeader::read(frame.bytes);
        const std::string data(frame.text().substr(PacketHeader::bytes));
        text += std::to_string(int(header.isTelecommand)) + ' ' +
                std::to_string(int(header.hasSecondaryHeader)) + ' ' + std::to_string(header.apid) + ' ' +
                std::to_string(int(header.segment)) + ' ' + std::to_string(header.sequenceCount) + ' ' +
                std::to_string(header.dataBytes) + ' ' + data.substr(0, m_timeBytes) + ' ' +
                data.substr(m_timeBytes, m_ancillaryBytes) + ' ' +
                data.substr(m_timeBytes + m_ancillaryBytes) + '\n';
    }
    void fault(const Frame &, const Error &error) override { text += error.message + '\n'; }

    std::string text;

private:
    const std::size_t m_timeBytes;
    const std::size_t m_ancillaryBytes;
};

} // namespace

// Space packets as @serialport/parser-spacepacket has them.
class TstPacketReference : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    // piece: how many bytes it gets at once. Version 13 takes a header that ends a piece, but is not alone in
    // it, for data of the packet before: a piece is one byte or all of them.
    QByteArray reference(const std::string &stream, int timeBytes, int ancillaryBytes, int piece)
    {
        QFile file(m_folder.filePath(u"packets"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(stream.data(), qint64(stream.size())) < 0)
            return {};
        file.close();
        QProcess client;
        client.setWorkingDirectory(QStringLiteral(DESK_CLIENTS_DIR));
        client.start(u"node"_s, {u"spacepacket.mjs"_s, file.fileName(), QString::number(timeBytes),
                                 QString::number(ancillaryBytes), QString::number(piece)});
        if (!client.waitForFinished(60'000) || client.exitStatus() != QProcess::NormalExit ||
            client.exitCode() != 0)
            qWarning("%s", client.readAllStandardError().constData());
        return client.readAllStandardOutput();
    }

private Q_SLOTS:
    void headersAndDataAgree_data()
    {
        QTest::addColumn<int>("piece");
        QTest::newRow("byte by byte") << 1;
        QTest::newRow("as one piece") << 1'000'000;
    }

    void headersAndDataAgree()
    {
        QFETCH(int, piece);
        constexpr std::size_t timeBytes = 4;
        constexpr std::size_t ancillaryBytes = 3;
        std::mt19937 random(8);
        std::string stream;
        for (int i = 0; i < 2000; ++i) {
            PacketParts parts;
            parts.apid = random() % 2048;
            parts.count = random() % 16'384;
            parts.flags = random() % 4;
            parts.secondary = random() % 2 == 0;
            parts.telecommand = random() % 2 == 0;
            stream += spacePacket(parts, printable(random, 8 + random() % (i % 100 == 0 ? 20'000 : 200)));
        }
        PacketLines ours(timeBytes, ancillaryBytes);
        FramingDefinition framing;
        framing.kind = FramingKind::ccsds;
        framing.maxLength = 65'542;
        const auto framer = makeFramer(framing);
        for (std::size_t at = 0; at < stream.size();) {
            const std::size_t size = std::min(std::size_t(1 + random() % 3000), stream.size() - at);
            framer->feed(bytesOf(stream).subspan(at, size), {}, ours);
            at += size;
        }
        const QList<QByteArray> theirs = reference(stream, timeBytes, ancillaryBytes, piece).split('\n');
        const QList<QByteArray> mine = QByteArray::fromStdString(ours.text).split('\n');
        QCOMPARE(mine.size(), 2001);
        QCOMPARE(theirs.size(), mine.size());
        for (qsizetype i = 0; i < mine.size(); ++i)
            QCOMPARE(mine[i], theirs[i]);
    }

    void aLayoutBeginsWhereItsUserDataBegin()
    {
        DecoderDefinition definition = definitionOf(DecoderKind::ccsds, FramingKind::ccsds);
        definition.secondaryHeader = 7;
        FieldDefinition letter;
        letter.name = "letter";
        letter.type = FieldType::unsignedInteger;
        letter.bits = 8;
        definition.packets = {{42, "", {letter}}};
        definition.allowLonger = true;
        std::mt19937 random(42);
        std::string stream;
        for (unsigned i = 0; i < 500; ++i)
            stream += spacePacket({42, i, 3, true}, printable(random, 8 + random() % 300));
        const RecordList ours = recordsOf(definition, stream);
        const QList<QByteArray> theirs = reference(stream, 4, 3, 1).trimmed().split('\n');
        QCOMPARE(theirs.size(), 500);
        QCOMPARE(ours.lines.size(), std::size_t(500));
        for (qsizetype i = 0; i < theirs.size(); ++i) {
            const int first = theirs[i].split(' ').constLast().at(0);
            QCOMPARE(ours.lines[std::size_t(i)], "board letter=" + std::to_string(first));
        }
    }
};

DESK_TEST(TstPacketReference)
#include "tst_packetreference.moc"
