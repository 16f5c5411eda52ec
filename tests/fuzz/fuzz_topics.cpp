// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/partitionqueue.h"
#include "tests/fuzz/fuzzfolder.h"

#include <algorithm>

using namespace desk;

namespace {

// Records with a right CRC, so that their content is read: type, length and content of each from the input.
void writeRecords(const std::filesystem::path &path, std::span<const std::uint8_t> input)
{
    auto file = RecordFile::openToAppend(path, 0);
    while (file && input.size() >= 2) {
        const std::size_t length = std::min<std::size_t>(input[1], input.size() - 2);
        const std::array<std::span<const std::byte>, 1> content{std::as_bytes(input.subspan(2, length))};
        if (!file->append(input[0] % 6, content))
            std::abort();
        input = input.subspan(2 + length);
    }
}

} // namespace

// A partition of any bytes: the first two say how long the position file is, the rest is a segment; the
// highest bit says whether they are framed as records first. Opening must not crash, and the queue must work
// afterwards: what is found comes, what is published then comes too and is there after another start.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const FuzzFolder folder("topics");
    if (size < 2)
        return 0;
    const std::span input(data + 2, size - 2);
    const std::size_t positions =
        std::min<std::size_t>(data[0] + std::size_t{256} * (data[1] & 127U), input.size());
    folder.clear();
    for (const auto &[name, bytes] : {std::pair{"0.groups", input.first(positions)},
                                      std::pair{"0-00000000000000000000.seg", input.subspan(positions)}}) {
        if ((data[1] & 128U) != 0)
            writeRecords(folder.path() / name, bytes);
        else
            folder.write(name, bytes);
    }
    constexpr std::size_t queueSize = 4;
    TopicRecovery recovery;
    for (std::uint8_t start = 0; start < 2; ++start) {
        auto queue = PartitionQueue::open({folder.path(), 0, queueSize}, recovery);
        if (!queue || !(*queue)->join("g"))
            std::abort();
        Message last{{}, "last", fromNanoseconds(0)};
        last.id.bytes.fill(start);
        if (!(*queue)->publish(last))
            std::abort();
        std::uint64_t count = 0;
        bool found = false;
        while (const auto message = (*queue)->take("g", SteadyTime{})) {
            found = found || message->id == last.id;
            if (++count > recovery.messages + 1 || !(*queue)->acknowledge("g", std::span(&message->id, 1)))
                break;
        }
        // Two messages of one id are one to their group: only a writer of another mind makes them.
        if (!found && count > recovery.messages + 1)
            std::abort();
        std::uint64_t redelivered = 0;
        static_cast<void>((*queue)->expire(SteadyTime{} + std::chrono::seconds(1), 3, redelivered));
        static_cast<void>((*queue)->groups());
        static_cast<void>((*queue)->depth());
    }
    return 0;
}
