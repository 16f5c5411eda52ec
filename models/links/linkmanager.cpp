// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linkmanager.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr auto inspectedFor = 30s;  // frames are kept after somebody looked at them
constexpr auto refusalsEvery = 60s; // are told as an event

} // namespace

LinkManager::LinkManager(Parts parts)
    : m_parts(std::move(parts))
{
}

LinkManager::~LinkManager()
{
    stop();
}

Result<void> LinkManager::load(const std::filesystem::path &folder)
{
    m_file = folder / "links.json";
    std::error_code none;
    if (!std::filesystem::exists(m_file, none))
        return {};
    std::ifstream in(m_file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in)
        return failure(ErrorCode::storageUnavailable,
                       m_file.string() + " cannot be read; allow this user to read it");
    auto links = parseLinks(text);
    if (!links) {
        Error error = links.error();
        error.message = m_file.string() + ": " + error.message + "; correct the file, or move it away";
        return tl::unexpected(std::move(error));
    }
    const std::lock_guard lock(m_mutex);
    m_entries.clear();
    for (LinkDefinition &link : *links) {
        Entry entry;
        entry.definition = std::move(link);
        entry.id = m_id++;
        m_entries.push_back(std::move(entry));
    }
    ++m_revision;
    return {};
}

void LinkManager::start()
{
    const std::lock_guard lock(m_mutex);
    m_running = true;
    for (Entry &entry : m_entries)
        run(entry);
}

void LinkManager::stop()
{
    const std::lock_guard changing(m_changing);
    {
        const std::lock_guard lock(m_mutex);
        m_running = false;
        for (Entry &entry : m_entries)
            retire(entry);
    }
    reap(true);
}

Result<bool> LinkManager::put(const LinkDefinition &definition)
{
    if (auto checked = checkLink(definition); !checked)
        return tl::unexpected(checked.error());
    bool isNew = true;
    {
        const std::lock_guard lock(m_mutex);
        for (const Entry &entry : m_entries)
            isNew = isNew && entry.definition.id != definition.id;
    }
    if (auto replaced = replace(definition.id, definition); !replaced)
        return tl::unexpected(replaced.error());
    return isNew;
}

Result<void> LinkManager::setEnabled(const std::string &id, bool enabled)
{
    auto now = report(id);
    if (!now)
        return failure(ErrorCode::notFound, "there is no link " + id);
    now->definition.enabled = enabled;
    return replace(id, std::move(now->definition));
}

Result<void> LinkManager::remove(const std::string &id)
{
    if (!report(id))
        return failure(ErrorCode::notFound, "there is no link " + id);
    return replace(id, std::nullopt);
}

// Without a definition the link goes. On the disk first: what runs is found again after a restart.
Result<void> LinkManager::replace(const std::string &id, std::optional<LinkDefinition> definition)
{
    const std::lock_guard changing(m_changing);
    std::vector<LinkDefinition> links = definitions();
    const auto same = [&id](const LinkDefinition &one) { return one.id == id; };
    const auto at = std::find_if(links.begin(), links.end(), same);
    if (at == links.end() && definition)
        links.push_back(*definition);
    else if (definition)
        *at = *definition;
    else if (at != links.end())
        links.erase(at);
    if (auto kept = m_parts.keep(m_file, linksJson(links)); !kept)
        return kept;

    const std::lock_guard lock(m_mutex);
    auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                              [&id](const Entry &one) { return one.definition.id == id; });
    if (entry == m_entries.end()) {
        if (!definition)
            return {};
        entry = m_entries.insert(m_entries.end(), Entry{});
        entry->id = m_id++;
    } else {
        retire(*entry);
    }
    ++m_revision;
    if (!definition) {
        m_entries.erase(entry);
        return {};
    }
    entry->definition = *std::move(definition);
    entry->resting = false;
    entry->told = DataLinkState::disabled;
    if (m_running)
        run(*entry);
    return {};
}

void LinkManager::setResting(const std::string &id, bool resting)
{
    const std::lock_guard lock(m_mutex);
    for (Entry &entry : m_entries) {
        if (entry.definition.id != id || entry.resting == resting)
            continue;
        entry.resting = resting;
        if (resting)
            retire(entry);
        else if (m_running)
            run(entry);
    }
}

void LinkManager::run(Entry &entry)
{
    if (!entry.definition.enabled || entry.resting || entry.link)
        return;
    entry.toldLost = 0;
    entry.toldRefused = 0;
    entry.link = std::make_unique<HardwareLink>(
        entry.definition, m_number++,
        HardwareLink::Parts{m_parts.queue, m_secrets, m_parts.time, m_parts.delay});
    entry.link->start();
}

void LinkManager::retire(Entry &entry)
{
    if (!entry.link)
        return;
    entry.link->requestStop();
    m_retired.push_back(std::move(entry.link));
}

void LinkManager::reap(bool wait)
{
    std::vector<std::unique_ptr<HardwareLink>> ended;
    {
        const std::lock_guard lock(m_mutex);
        const auto firstEnded =
            std::stable_partition(m_retired.begin(), m_retired.end(),
                                  [wait](const auto &link) { return !wait && !link->hasEnded(); });
        std::move(firstEnded, m_retired.end(), std::back_inserter(ended));
        m_retired.erase(firstEnded, m_retired.end());
    }
    for (const auto &link : ended) {
        link->stop();
        if (m_parts.gone)
            m_parts.gone(link->number());
    }
}

std::vector<LinkDefinition> LinkManager::definitions() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<LinkDefinition> links;
    for (const Entry &entry : m_entries)
        links.push_back(entry.definition);
    return links;
}

LinkReport LinkManager::reportOf(const Entry &entry) const
{
    LinkReport report{entry.definition, {}, {}, {}, {}};
    if (entry.link)
        report = {entry.definition, entry.link->status(), entry.link->figures(),
                  entry.link->decoder().lastRefusal(), entry.link->decoder().clock()};
    else
        report.status.address = transportAddress(entry.definition.transport);
    if (entry.resting)
        report.status.reason = "it rests while somebody edits it";
    report.status.name = entry.definition.name;
    report.status.id = entry.id;
    report.status.link = entry.definition.id;
    return report;
}

std::optional<LinkReport> LinkManager::report(const std::string &id) const
{
    const std::lock_guard lock(m_mutex);
    for (const Entry &entry : m_entries) {
        if (entry.definition.id == id)
            return reportOf(entry);
    }
    return std::nullopt;
}

std::vector<LinkReport> LinkManager::reports() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<LinkReport> reports;
    for (const Entry &entry : m_entries)
        reports.push_back(reportOf(entry));
    return reports;
}

std::vector<DataLinkStatus> LinkManager::statuses() const
{
    std::vector<DataLinkStatus> statuses;
    const std::vector<LinkReport> all = reports();
    for (const LinkReport &report : all) {
        statuses.push_back(report.status);
        if (statuses.back().reason.empty() && report.figures.frames > 0 &&
            report.figures.frames == report.figures.refusedFrames)
            statuses.back().reason = "nothing that came could be read: " + report.refusal.message;
    }
    return statuses;
}

std::vector<KeptFrame> LinkManager::inspect(const std::string &id, std::size_t frames)
{
    const std::lock_guard lock(m_mutex);
    for (Entry &entry : m_entries) {
        if (entry.definition.id != id || !entry.link)
            continue;
        entry.link->decoder().keepFrames(frames);
        entry.inspectedAt = m_parts.time.steadyNow();
        return entry.link->decoder().frames();
    }
    return {};
}

void LinkManager::tick()
{
    reap(false);
    const std::lock_guard lock(m_mutex);
    for (Entry &entry : m_entries) {
        tell(entry);
        if (entry.link && entry.inspectedAt != SteadyTime{} &&
            m_parts.time.steadyNow() - entry.inspectedAt > inspectedFor) {
            entry.link->decoder().keepFrames(0);
            entry.inspectedAt = {};
        }
    }
}

void LinkManager::tell(Entry &entry)
{
    const LinkReport report = reportOf(entry);
    const auto there = [](DataLinkState state) {
        return state == DataLinkState::up || state == DataLinkState::idle;
    };
    const DataLinkState state = report.status.state;
    const std::string &name = entry.definition.name;
    if (there(state) && !there(entry.told))
        m_parts.events.report(m_parts.time.now(), Severity::nominal, EventCode::linkUp, name,
                              report.status.address);
    if (state == DataLinkState::down && (entry.told != state || entry.toldReason != report.status.reason))
        m_parts.events.report(m_parts.time.now(), Severity::caution, EventCode::linkDown, name,
                              report.status.reason);
    if (state != DataLinkState::connecting) {
        entry.told = state;
        entry.toldReason = report.status.reason;
    }
    const std::uint64_t lost = report.figures.lostRecords + report.figures.lostArrivals;
    if (lost > entry.toldLost)
        m_parts.events.report(m_parts.time.now(), Severity::warning, EventCode::refused, name,
                              std::to_string(lost - entry.toldLost) +
                                  " were lost: more came than could be taken; send less");
    entry.toldLost = lost;
    const SteadyTime now = m_parts.time.steadyNow();
    if (report.figures.refusedFrames > entry.toldRefused &&
        (entry.toldRefused == 0 || now - entry.refusedAt > refusalsEvery)) {
        m_parts.events.report(m_parts.time.now(), Severity::caution, EventCode::refused, name,
                              report.refusal.message);
        entry.toldRefused = report.figures.refusedFrames;
        entry.refusedAt = now;
    }
}

} // namespace desk
