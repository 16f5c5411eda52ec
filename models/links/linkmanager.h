// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/hardwarelink.h"
#include "models/telemetry/eventlog.h"

#include <filesystem>

namespace desk {

// A link of the data folder and how it does. Plain value.
struct LinkReport
{
    LinkDefinition definition;
    DataLinkStatus status;
    LinkCounts figures;
    LinkDecoder::Refusal refusal;            // the last bytes that made no record
    std::optional<LinkDecoder::Clock> clock; // see LinkDecoder::clock()
};

// The links of a data folder: kept in links.json, run while they are enabled. A change is on the disk before
// it is in force. Any thread; a change waits for the disk, never for a device.
class LinkManager
{
public:
    struct Parts
    {
        IntakeQueue &queue;
        const LinkSecrets &secrets;
        EventLog &events;
        const TimeService &time;
        // Puts the text in place of the file, whole or not at all.
        std::function<Result<void>(const std::filesystem::path &file, std::string_view text)> keep;
        std::function<void(std::uint32_t number)> gone{}; // a link of this number brings nothing any more
        ReconnectDelay::Options delay{std::chrono::milliseconds{250}, std::chrono::milliseconds{5'000}};
    };

    explicit LinkManager(Parts parts);
    ~LinkManager();
    LinkManager(const LinkManager &) = delete;
    LinkManager &operator=(const LinkManager &) = delete;

    // The folder's links.json, where there is one. An error names file and place; nothing is changed on the
    // disk.
    Result<void> load(const std::filesystem::path &folder);
    // Links run from now on, and from each change on.
    void start();
    // Ends all; waits for them.
    void stop();

    // Adds it, or takes the place of the one with its id. Returns whether it is new.
    Result<bool> put(const LinkDefinition &definition);
    Result<void> setEnabled(const std::string &id, bool enabled);
    Result<void> remove(const std::string &id);

    // It lets go of its device, or takes it again; nothing is written. A change of its definition ends the
    // rest.
    void setResting(const std::string &id, bool resting);

    // Known to links from now on, where the keeper of secrets has none of this name; kept in memory only.
    void holdSecret(const std::string &name, std::string secret) { m_secrets.hold(name, std::move(secret)); }
    [[nodiscard]] const LinkSecrets &secrets() const { return m_secrets; }

    // Grows with each change of the definitions.
    [[nodiscard]] std::uint64_t revision() const { return m_revision.load(std::memory_order_relaxed); }
    [[nodiscard]] std::vector<LinkDefinition> definitions() const;
    [[nodiscard]] std::optional<LinkReport> report(const std::string &id) const;
    [[nodiscard]] std::vector<LinkReport> reports() const;
    [[nodiscard]] std::vector<DataLinkStatus> statuses() const; // for the Links panel
    // Keeps the newest frames of a link from now on and gives those there are.
    [[nodiscard]] std::vector<KeptFrame> inspect(const std::string &id, std::size_t frames = 200);
    // Says what changed of the states since the last call as events; now and then.
    void tick();

private:
    struct Entry
    {
        LinkDefinition definition;
        std::uint32_t id = 0;               // in lists of sources, as long as the entry stands
        std::unique_ptr<HardwareLink> link; // null while disabled
        DataLinkState told = DataLinkState::disabled;
        std::string toldReason;
        std::uint64_t toldLost = 0;
        std::uint64_t toldRefused = 0; // frames
        SteadyTime refusedAt{};        // when that was told
        SteadyTime inspectedAt{};      // epoch = frames are not kept
        bool resting = false;
    };

    Result<void> keep(const std::vector<Entry> &entries) const;
    Result<void> replace(const std::string &id, std::optional<LinkDefinition> definition);
    void run(Entry &entry);
    void retire(Entry &entry);
    void reap(bool wait);
    [[nodiscard]] LinkReport reportOf(const Entry &entry) const;
    void tell(Entry &entry);

    const Parts m_parts;
    HeldLinkSecrets m_secrets{m_parts.secrets};
    std::filesystem::path m_file;
    std::mutex m_changing;      // guards the file and the order of changes; held while the disk is waited for
    mutable std::mutex m_mutex; // guards the rest
    std::vector<Entry> m_entries;
    std::vector<std::unique_ptr<HardwareLink>> m_retired; // their threads are ending
    std::uint32_t m_number = 1;                           // of the next link that runs; 0 is the server
    std::uint32_t m_id = 1;                               // of the next entry
    bool m_running = false;
    std::atomic<std::uint64_t> m_revision{1};
};

} // namespace desk
