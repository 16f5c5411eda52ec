// SPDX-License-Identifier: GPL-3.0-or-later
// What the links of lab hardware cost, through a whole instance (decoder, queue, limits, journal):
//   links_bench serial [seconds]   a pseudo-terminal at 3 Mbaud: bytes lost, share of a core
//   links_bench udp [seconds]      200,000 datagrams of 100 bytes a second: sent = accepted + refused + lost
//   links_bench mqtt|mqtt5 [messages]  QoS 1 from the mosquitto broker beside mosquitto_sub; CPU a message
#include "models/instance/instance.h"
#include "models/links/linkmanager.h"
#include "tests/benchmarks/temporaryfolder.h"

#include <QCoreApplication>

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <thread>

extern char **environ;

namespace desk {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

double cpuSeconds(int who)
{
    rusage usage{};
    getrusage(who, &usage);
    const auto seconds = [](const timeval &t) { return double(t.tv_sec) + double(t.tv_usec) * 1e-6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

LinkDefinition benchLink(TransportSettings transport)
{
    LinkDefinition definition;
    definition.id = "bench";
    definition.name = "bench";
    definition.transport = std::move(transport);
    definition.decoder.node = "bench";
    return definition;
}

// A server without a window in a folder of its own, with one link.
class BenchInstance
{
public:
    BenchInstance()
    {
        Configuration configuration;
        configuration.dataFolder = m_folder.path;
        configuration.listenPort = 0;
        configuration.listenGiven = true;
        configuration.record = false;
        m_instance.emplace(Instance::Options{configuration, "links_bench", false}, m_time);
        if (const auto ready = m_instance->start(); !ready)
            stop(ready.error().message);
    }
    void put(const LinkDefinition &definition)
    {
        if (const auto put = m_instance->links()->put(definition); !put)
            stop(put.error().message);
    }
    void remove() { static_cast<void>(m_instance->links()->remove("bench")); }
    [[nodiscard]] LinkReport report() { return m_instance->links()->report("bench").value_or(LinkReport{}); }
    template <class Done>
    bool wait(std::chrono::seconds most, Done done)
    {
        for (const auto begin = Clock::now(); Clock::now() - begin < most; std::this_thread::sleep_for(1ms)) {
            if (done(report()))
                return true;
        }
        const LinkReport last = report();
        std::printf("gave up: state %d, %s; %llu frames, %llu records accepted, %llu lost\n",
                    int(last.status.state), last.status.reason.c_str(),
                    static_cast<unsigned long long>(last.figures.frames),
                    static_cast<unsigned long long>(last.figures.acceptedRecords),
                    static_cast<unsigned long long>(last.figures.lostRecords));
        return false;
    }
    void awaitOpen()
    {
        wait(10s, [](const LinkReport &r) {
            return r.status.state == DataLinkState::idle || r.status.state == DataLinkState::up;
        });
    }

private:
    [[noreturn]] static void stop(const std::string &why)
    {
        std::fprintf(stderr, "links_bench: %s\n", why.c_str());
        std::exit(1);
    }

    const SystemTimeService m_time;
    TemporaryFolder m_folder;
    std::optional<Instance> m_instance;
};

struct Sender
{
    std::uint64_t sent = 0;
    double cpu = 0;
};

// Calls send(bytes or items due) in steps of a millisecond.
template <class Send>
Sender pace(double rate, double seconds, Send send)
{
    Sender sender;
    std::thread thread([&] {
        const double before = cpuSeconds(RUSAGE_THREAD);
        const auto begin = Clock::now();
        const auto all = static_cast<std::uint64_t>(rate * seconds);
        while (sender.sent < all) {
            const auto due = std::min(all, static_cast<std::uint64_t>(rate * secondsSince(begin)));
            if (due > sender.sent)
                sender.sent += send(sender.sent, due - sender.sent);
            std::this_thread::sleep_for(1ms);
        }
        sender.cpu = cpuSeconds(RUSAGE_THREAD) - before;
    });
    thread.join();
    return sender;
}

int benchSerial(double seconds)
{
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || ::grantpt(master) != 0 || ::unlockpt(master) != 0)
        return 1;
    termios raw{};
    ::tcgetattr(master, &raw);
    ::cfmakeraw(&raw);
    ::tcsetattr(master, TCSANOW, &raw);
    BenchInstance bench;
    SerialSettings settings;
    settings.port = ::ptsname(master);
    settings.baud = 3'000'000;
    bench.put(benchLink(settings));
    bench.awaitOpen();

    std::string pending;
    std::uint64_t lines = 0;
    std::uint64_t bytes = 0;
    const double before = cpuSeconds(RUSAGE_SELF);
    const auto begin = Clock::now();
    const Sender sender =
        pace(300'000, seconds, [&](std::uint64_t, std::uint64_t due) { // 8N1: ten bits a byte
            while (pending.size() < due) {
                pending += "{\"n\":" + std::to_string(lines++) + ",\"volts\":12.5,\"amps\":0.25}\n";
            }
            std::uint64_t written = 0;
            while (written < due) {
                const ssize_t some = ::write(master, pending.data() + written, due - written);
                if (some > 0)
                    written += std::uint64_t(some);
            }
            pending.erase(0, written);
            bytes += written;
            return written;
        });
    if (!pending.empty())
        bytes += std::uint64_t(std::max<ssize_t>(::write(master, pending.data(), pending.size()), 0));
    const double took = secondsSince(begin);
    const bool all = bench.wait(10s, [&](const LinkReport &r) { return r.figures.acceptedRecords >= lines; });
    const LinkCounts figures = bench.report().figures;
    const double cpu = cpuSeconds(RUSAGE_SELF) - before - sender.cpu;
    std::printf(
        "serial 3 Mbaud, %.0f s: %llu of %llu bytes, %llu of %llu lines, %llu refused, %.1f %% of a core\n",
        took, static_cast<unsigned long long>(figures.bytes), static_cast<unsigned long long>(bytes),
        static_cast<unsigned long long>(figures.acceptedRecords), static_cast<unsigned long long>(lines),
        static_cast<unsigned long long>(figures.refusedFrames), 100 * cpu / took);
    ::close(master);
    return all && figures.bytes == bytes && figures.refusedFrames == 0 ? 0 : 1;
}

int benchUdp(double seconds)
{
    constexpr std::size_t size = 100;
    constexpr double rate = 200'000;
    LinkDefinition definition = benchLink(UdpSettings{});
    std::get<UdpSettings>(definition.transport).receiveBuffer = 32 << 20;
    definition.decoder.framing.kind = FramingKind::datagram;
    definition.decoder.decoder = DecoderKind::fixedLayout;
    const auto field = [&definition](const char *name, FieldType type, std::uint32_t bits) {
        FieldDefinition one;
        one.name = name;
        one.type = type;
        one.bits = bits;
        definition.decoder.fields.push_back(one);
    };
    field("sequence", FieldType::unsignedInteger, 32);
    field("volts", FieldType::ieeeFloat, 64);
    field("amps", FieldType::ieeeFloat, 64);
    field("", FieldType::blank, (size - 20) * 8);
    BenchInstance bench;
    bench.put(definition);
    bench.awaitOpen();
    const std::string address = bench.report().status.address;

    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
    const int socket = ::socket(AF_INET, SOCK_DGRAM, 0);
    ::connect(socket, reinterpret_cast<sockaddr *>(&to), sizeof to);
    constexpr std::size_t most = 512;
    std::vector<std::array<char, size>> packets(most);
    std::vector<iovec> pieces(most);
    std::vector<mmsghdr> messages(most);
    for (std::size_t i = 0; i < most; ++i) {
        pieces[i] = {packets[i].data(), size};
        messages[i].msg_hdr.msg_iov = &pieces[i];
        messages[i].msg_hdr.msg_iovlen = 1;
    }
    const double before = cpuSeconds(RUSAGE_SELF);
    const auto begin = Clock::now();
    const Sender sender = pace(rate, seconds, [&](std::uint64_t first, std::uint64_t due) {
        const std::size_t count = std::min<std::uint64_t>(due, most);
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint32_t number = htonl(static_cast<std::uint32_t>(first + i));
            std::memcpy(packets[i].data(), &number, sizeof number);
        }
        const int sent = ::sendmmsg(socket, messages.data(), static_cast<unsigned>(count), 0);
        return static_cast<std::uint64_t>(std::max(sent, 0));
    });
    const double took = secondsSince(begin);
    const auto sum = [](const LinkCounts &f) {
        return f.acceptedRecords + f.refusedFrames + f.refusedRecords + f.lostRecords + f.lostArrivals;
    };
    const bool all = bench.wait(10s, [&](const LinkReport &r) { return sum(r.figures) >= sender.sent; });
    const LinkCounts f = bench.report().figures;
    const double cpu = cpuSeconds(RUSAGE_SELF) - before - sender.cpu;
    std::printf("udp %.0f/s of %zu bytes, %.1f s: sent %llu = accepted %llu + refused %llu + lost in the "
                "queue %llu + "
                "dropped by the system %llu: %s; %.1f %% of a core, %.2f us a datagram\n",
                double(sender.sent) / took, size, took, static_cast<unsigned long long>(sender.sent),
                static_cast<unsigned long long>(f.acceptedRecords),
                static_cast<unsigned long long>(f.refusedFrames + f.refusedRecords),
                static_cast<unsigned long long>(f.lostRecords),
                static_cast<unsigned long long>(f.lostArrivals),
                all && sum(f) == sender.sent ? "exact" : "NOT exact", 100 * cpu / took,
                1e6 * cpu / double(sender.sent));
    ::close(socket);
    return all && sum(f) == sender.sent ? 0 : 1;
}

pid_t spawn(const std::string &command)
{
    const std::string line = "exec " + command;
    const char *arguments[] = {"/bin/sh", "-c", line.c_str(), nullptr};
    pid_t pid = -1;
    ::posix_spawn(&pid, "/bin/sh", nullptr, nullptr, const_cast<char **>(arguments), environ);
    return pid;
}

bool run(const std::string &command)
{
    int status = 0;
    return ::waitpid(spawn(command), &status, 0) > 0 && status == 0;
}

// Both read the same messages, which wait in the broker, one after the other and three times.
int benchMqtt(std::uint64_t messages, int version)
{
    constexpr int port = 21883;
    TemporaryFolder folder;
    const std::string configuration = (folder.path / "mosquitto.conf").string();
    const std::string lines = (folder.path / "messages").string();
    std::ofstream(configuration) << "listener " << port
                                 << " 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\n"
                                 << "log_type none\n";
    {
        std::ofstream out(lines);
        for (std::uint64_t i = 0; i < messages; ++i)
            out << "{\"n\":" << i << ",\"volts\":12.5,\"amps\":0.25}\n";
    }
    const pid_t broker = spawn("mosquitto -c " + configuration);
    const std::string at = " -h 127.0.0.1 -p " + std::to_string(port) + " -q 1 -t lab/bench ";
    const auto subscriber = [&](const std::string &more) {
        return "mosquitto_sub -c -i sub" + (version == 5 ? std::string(" -V 5 -x 3600") : "") + at + more;
    };
    bool good = true;
    double theirs = 0;
    double ours = 0;
    double cpu = 0;
    constexpr int rounds = 3;
    std::this_thread::sleep_for(500ms);
    for (int round = 0; round < rounds && good; ++round) {
        BenchInstance bench;
        MqttSettings settings;
        settings.host = "127.0.0.1";
        settings.port = port;
        settings.topics = {"lab/bench"};
        settings.clientId = "ours";
        settings.version = version;
        good = run(subscriber("-E"));
        bench.put(benchLink(settings));
        bench.awaitOpen();
        std::this_thread::sleep_for(200ms); // the subscription is with the broker
        bench.remove();
        std::this_thread::sleep_for(200ms);
        good = good && run("mosquitto_pub" + at + "-l < " + lines);

        auto begin = Clock::now();
        good = good && run(subscriber("-C " + std::to_string(messages) + " > /dev/null"));
        theirs += double(messages) / secondsSince(begin) / rounds;

        const double before = cpuSeconds(RUSAGE_SELF);
        begin = Clock::now();
        bench.put(benchLink(settings));
        good = good &&
               bench.wait(120s, [&](const LinkReport &r) { return r.figures.acceptedRecords >= messages; });
        ours += double(messages) / secondsSince(begin) / rounds;
        cpu += (cpuSeconds(RUSAGE_SELF) - before) / double(messages) / rounds;
        good = good && bench.report().figures.acceptedRecords == messages;
    }
    std::printf(
        "mqtt QoS 1, %d times %llu messages: mosquitto_sub %.0f/s, ours %.0f/s (%.0f %%), %.2f us of CPU a "
        "message\n",
        rounds, static_cast<unsigned long long>(messages), theirs, ours, 100 * ours / theirs, 1e6 * cpu);
    ::kill(broker, SIGTERM);
    ::waitpid(broker, nullptr, 0);
    return good ? 0 : 1;
}

} // namespace
} // namespace desk

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const std::string what = argc > 1 ? argv[1] : "";
    const double amount = argc > 2 ? std::atof(argv[2]) : 0;
    if (what == "serial")
        return desk::benchSerial(amount > 0 ? amount : 10);
    if (what == "udp")
        return desk::benchUdp(amount > 0 ? amount : 10);
    if (what == "mqtt")
        return desk::benchMqtt(amount > 0 ? std::uint64_t(amount) : 60'000, 4);
    if (what == "mqtt5")
        return desk::benchMqtt(amount > 0 ? std::uint64_t(amount) : 60'000, 5);
    std::fprintf(stderr, "usage: links_bench serial|udp|mqtt|mqtt5 [amount]\n");
    return 2;
}
