// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/topicqueues.h"

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

using namespace desk;

namespace {

void writeBytes(const std::filesystem::path &path, const std::uint8_t *data, std::size_t size)
{
    std::FILE *file = std::fopen(path.c_str(), "wb");
    if (!file || std::fwrite(data, 1, size, file) != size)
        std::abort();
    std::fclose(file);
}

// Records with a right CRC, so that their content is read: type, length and content of each from the input.
void writeRecords(const std::filesystem::path &path, const std::uint8_t *data, std::size_t size)
{
    auto file = RecordFile::openToAppend(path, 0);
    while (file && size >= 2) {
        const std::size_t length = std::min<std::size_t>(data[1], size - 2);
        const std::array<std::span<const std::byte>, 1> content{std::as_bytes(std::span(data + 2, length))};
        if (!file->append(data[0] % 6, content))
            std::abort();
        data += 2 + length;
        size -= 2 + length;
    }
}

// In memory where the system has such a folder.
std::filesystem::path workFolder()
{
    const std::string name = "desk-fuzz-topics-" + std::to_string(::getpid());
    return (std::filesystem::exists("/dev/shm") ? "/dev/shm/" : "/tmp/") + name;
}

} // namespace

// A topic of any bytes: the first two say how long the position file is, the rest is a segment; the highest
// bit says whether they are framed as records first. Opening must not crash, and the queue must work
// afterwards: what is found comes, what is published then comes too and is there after another start.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const std::filesystem::path folder = workFolder();
    if (size < 2)
        return 0;
    const std::size_t positions =
        std::min<std::size_t>(data[0] + std::size_t{256} * (data[1] & 127U), size - 2);
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder / "t");
    const auto fill = (data[1] & 128U) != 0 ? writeRecords : writeBytes;
    fill(folder / "t" / "0.groups", data + 2, positions);
    fill(folder / "t" / "0-00000000000000000000.seg", data + 2 + positions, size - 2 - positions);
    SimulatedTimeService time(fromNanoseconds(0));
    TopicQueues::Options options;
    options.folder = folder;
    options.queueSize = 4;
    TopicRecovery recovery;
    for (int start = 0; start < 2; ++start) {
        auto queues = TopicQueues::open(options, time, recovery);
        if (!queues || !(*queues)->join("t", "g"))
            std::abort();
        const auto id = (*queues)->publish("t", 0, "last");
        if (!id)
            std::abort();
        std::uint64_t count = 0;
        bool found = false;
        while (const auto message = (*queues)->take("t", 0, "g")) {
            found = found || message->id == *id;
            if (++count > recovery.messages + 1 ||
                !(*queues)->acknowledge("t", 0, "g", std::span(&message->id, 1)))
                break;
        }
        // Two messages of one id are one to their group: only a writer of another mind makes them.
        if (!found && count > recovery.messages + 1)
            std::abort();
        (*queues)->expire();
        static_cast<void>((*queues)->status());
    }
    std::filesystem::remove_all(folder);
    return 0;
}
