// SPDX-License-Identifier: GPL-3.0-or-later
// A session file that came from anywhere: bytes of a good one changed, or rows whose checksums are right and
// whose content is anything. It is read, verified and repaired.
#include "models/archive/packedpoints.h"
#include "models/archive/sessionbuilder.h"
#include "models/archive/sessioncursor.h"
#include "models/archive/sessiondatabase_p.h"
#include "models/archive/sessionreader.h"
#include "models/archive/sessionsalvage.h"
#include "tests/fuzz/fuzzfolder.h"

#include <fstream>
#include <iterator>

using namespace desk;

namespace {

constexpr std::int64_t second = 1'000'000'000;

std::string makeGood(const std::filesystem::path &path)
{
    {
        auto builder = *SessionBuilder::open(path);
        SeriesDictionary &names = builder->dictionary();
        for (int k = 0; k < 40; ++k) {
            SampleBatch batch;
            const EntityId entity =
                *names.entity(*names.node("n" + std::to_string(k % 2), NodeType::satellite));
            for (const char *metric : {"a", "b"})
                batch.addSample(*names.seriesByName(entity, metric, ValueKind::number, {}), k * 0.5,
                                Quality::good);
            batch.endPoint(entity, k * second);
            batch.reception = Timestamp(std::chrono::seconds(1000 + k));
            static_cast<void>(builder->append(std::move(batch)));
        }
        static_cast<void>(builder->finish());
    }
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Three bytes of place, one of value.
void changeBytes(std::string &file, std::string_view how)
{
    for (; how.size() >= 4; how.remove_prefix(4)) {
        const auto byte = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(how[i])}; };
        file[(byte(0) | byte(1) << 8U | byte(2) << 16U) % file.size()] = how[3];
    }
}

// A row with right checksums of its table, the rest of the input its content.
void addRow(const std::filesystem::path &path, unsigned kind, std::string_view content)
{
    SQLite::Database database(path.string(), SQLite::OPEN_READWRITE);
    ByteReader in(content);
    session::RowCrc crc;
    std::vector<std::int64_t> numbers;
    const auto number = [&] {
        numbers.push_back(unzigzag(in.varint()));
        crc.add(numbers.back());
    };
    const auto insert = [&](const char *sql, const std::string &bytes, const std::string *data) {
        SQLite::Statement row(database, sql);
        int column = 0;
        for (const std::int64_t one : numbers)
            row.bind(++column, one);
        crc.add(std::string_view(bytes));
        row.bind(++column, bytes.data(), static_cast<int>(bytes.size()));
        row.bind(++column, crc.value());
        if (data)
            row.bind(++column, data->data(), static_cast<int>(data->size()));
        row.exec();
    };
    const auto rest = [&] { return std::string(in.bytes(in.left())); };
    BlockCodec codec;
    const auto parts = [&] {
        PackedParts packed;
        while (!in.atEnd())
            packed.add(in.bytes(std::min<std::uint64_t>(in.varint(), in.left())), codec);
        return packed;
    };
    switch (kind % 6) {
    case 0: {
        for (int i = 0; i < 9; ++i)
            number();
        const PackedParts packed = parts();
        insert("INSERT OR REPLACE INTO points VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", packed.directory,
               &packed.data);
        break;
    }
    case 1: {
        for (int i = 0; i < 7; ++i)
            number();
        const PackedParts packed = parts();
        insert("INSERT INTO level(shape, level, first, last, begin, \"end\", count, directory, crc, data) "
               "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
               packed.directory, &packed.data);
        break;
    }
    case 2:
        for (int i = 0; i < 3; ++i)
            number();
        insert("INSERT INTO arrival(first, last, batches, data, crc) VALUES(?, ?, ?, ?, ?)", rest(), nullptr);
        break;
    case 3:
        for (int i = 0; i < 2; ++i)
            number();
        insert("INSERT INTO tail(first, last, data, crc) VALUES(?, ?, ?, ?)", rest(), nullptr);
        break;
    case 4:
        for (int i = 0; i < 2; ++i)
            number();
        insert("INSERT INTO keyframe(sequence, reception, data, crc) VALUES(?, ?, ?, ?)", rest(), nullptr);
        break;
    default:
        for (int i = 0; i < 2; ++i)
            number();
        insert("INSERT OR REPLACE INTO shape VALUES(?, ?, ?, ?)", rest(), nullptr);
    }
}

void readAll(const std::filesystem::path &path)
{
    if (const auto reader = SessionReader::open(path)) {
        for (const auto &[series, definition] : (*reader)->names().series) {
            static_cast<void>((*reader)->samples(series, INT64_MIN, INT64_MAX));
            static_cast<void>((*reader)->envelope(series, 0, 100 * second, 50));
        }
        static_cast<void>((*reader)->log().between(Timestamp::min(), Timestamp::max()));
        static_cast<void>((*reader)->span());
    }
    if (const auto cursor = SessionCursor::open(path)) {
        for (int batches = 0; batches < 200; ++batches) {
            const auto next = (*cursor)->next();
            if (!next || !*next)
                break;
        }
        static_cast<void>((*cursor)->lastPoints(20));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const FuzzFolder folder("session");
    if (size < 2)
        return 0;
    static const std::string good = [] {
        folder.clear();
        return makeGood(folder.path() / "good.desk");
    }();
    folder.clear();
    std::string file = good;
    const std::string_view input(reinterpret_cast<const char *>(data + 1), size - 1);
    if (data[0] < 128)
        changeBytes(file, input);
    const std::filesystem::path path = folder.path() / "any.desk";
    folder.write("any.desk", {reinterpret_cast<const std::uint8_t *>(file.data()), file.size()});
    try {
        if (data[0] >= 128)
            addRow(path, data[0], input);
    } catch (const SQLite::Exception &) {
        return 0; // SQLite does not take it
    }
    const auto goOn = [](double) { return true; };
    readAll(path);
    static_cast<void>(verifySession(path, goOn));
    if (size % 8 != 0)
        return 0; // a repair costs as much as all the rest
    const auto made = salvageSession(path, {}, folder.path() / "mended.desk", goOn);
    if (made && !verifySession(folder.path() / "mended.desk", goOn)->isWhole())
        std::abort();
    return 0;
}
