// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/folderrecording.h"

#include "models/archive/journalremainder.h"
#include "models/archive/sessionfolder.h"
#include "models/archive/sessionreader.h"
#include "models/exchange/namedpoint.h"
#include "models/telemetry/units.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr const char *currentName = "session.desk";

// The points of [first, last] of a batch.
SampleBatch piece(const SampleBatch &batch, std::uint64_t first, std::uint64_t last)
{
    SampleBatch out;
    out.reception = batch.reception;
    out.source = batch.source;
    out.firstSequence = first;
    const auto begin = static_cast<std::size_t>(first - batch.firstSequence);
    const auto end = static_cast<std::size_t>(last - batch.firstSequence) + 1;
    const std::uint32_t from = batch.pointBegin(begin);
    for (std::size_t p = begin; p < end; ++p) {
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i)
            out.addSample(batch.series[i], batch.value[i], batch.quality[i]);
        out.endPoint(batch.entity[p], batch.generation[p]);
    }
    for (const SampleBatch::WideInteger &wide : batch.wide) {
        if (wide.sample >= from && wide.sample < from + out.samples())
            out.wide.push_back({wide.sample - from, wide.value});
    }
    return out;
}

} // namespace

FolderRecording::~FolderRecording() = default;

Result<std::unique_ptr<FolderRecording>> FolderRecording::open(const std::filesystem::path &folder)
{
    std::unique_ptr<FolderRecording> recording(new FolderRecording(folder));
    // The journal first: what its owner lets go of meanwhile is in the files by then.
    if (auto read = recording->readJournalNames(); !read)
        return tl::unexpected(read.error());
    if (auto opened = recording->openFiles(); !opened)
        return tl::unexpected(opened.error());
    if (recording->m_parts.empty() && !recording->m_journal)
        return failure(ErrorCode::notFound,
                       folder.string() + " is a folder without a session.desk and without a journal; name a "
                                         "data folder or a session file");
    recording->sortParts();
    recording->takeNames();
    return recording;
}

Result<void> FolderRecording::readJournalNames()
{
    std::error_code error;
    if (!std::filesystem::is_directory(m_folder / "journal", error))
        return {};
    SessionReport report;
    const JournalRemainder found = readJournal(
        m_folder / "journal", m_dictionary, [](SampleBatch &&) {}, report);
    m_dictionary.publish();
    m_identity = found.identity;
    m_first = found.first;
    m_last = found.last;
    for (const SessionLoss &loss : report.losses)
        m_notes.push_back(loss.table + " of the journal: " + loss.reason);
    m_journal.emplace(m_folder / "journal", 1);
    return {};
}

Result<FolderRecording::Part> FolderRecording::openPart(const std::filesystem::path &path)
{
    Part part;
    part.path = path;
    auto cursor = SessionCursor::open(path);
    if (!cursor)
        return tl::unexpected(cursor.error());
    part.cursor = *std::move(cursor);
    const auto extent = part.cursor->extent();
    if (!extent)
        return tl::unexpected(extent.error());
    part.extent = *extent;
    const auto reader = SessionLogReader::open(path);
    const auto about = reader ? reader->about() : tl::unexpected(reader.error());
    if (!about)
        return tl::unexpected(about.error());
    if (const auto journal = about->find("journal"); journal != about->end())
        part.journal = journal->second;
    part.isOwn = part.journal.empty() ? path.filename() == currentName : part.journal == m_identity;
    if (part.journal.empty())
        part.journal = path.string(); // nothing says that it goes on where another ends
    return part;
}

Result<void> FolderRecording::openFiles()
{
    for (const std::filesystem::path &path : allSessions(m_folder)) {
        auto part = openPart(path);
        if (!part && path.filename() == currentName)
            return tl::unexpected(part.error());
        if (!part) {
            m_notes.push_back(part.error().message);
            continue;
        }
        if (path.filename() == currentName && m_identity.empty()) {
            part->isOwn = true; // there is no journal that says otherwise
            m_identity = part->journal;
        }
        m_parts.push_back(*std::move(part));
    }
    for (Part &part : m_parts) {
        part.isOwn = part.isOwn || part.journal == m_identity;
        if (auto learned = learn(part); !learned)
            return learned;
    }
    return {};
}

// Its names become ours too.
Result<void> FolderRecording::learn(Part &part)
{
    const SessionNames &names = part.cursor->names();
    auto mapping = names.addTo(m_dictionary);
    if (!mapping)
        return tl::unexpected(mapping.error());
    part.ids = *std::move(mapping);
    part.isSame = part.isOwn; // an id whose name is lost means nothing of ours
    for (const auto &[id, definition] : names.series) {
        const auto ours = part.ids.series.find(id);
        if (ours == part.ids.series.end())
            continue;
        if (isTextKind(m_dictionary.definition(ours->second).kind) != isTextKind(definition.kind)) {
            part.ids.series.erase(ours); // a text here and a number there: left out and counted
            part.isSame = false;
            continue;
        }
        part.isSame = part.isSame && ours->first == ours->second;
        if (const auto unit = names.unit(id); !unit.empty())
            m_names.units[ours->second] = unit;
        const auto texts = names.texts.find(id);
        if (texts == names.texts.end())
            continue;
        for (const auto &[code, text] : texts->second) {
            const auto other = m_dictionary.textCode(ours->second, text);
            if (!other)
                return tl::unexpected(other.error());
            if (*other != code) {
                part.texts[id][code] = *other;
                part.isSame = false;
            }
        }
    }
    for (const auto &[theirs, ours] : part.ids.entities)
        part.isSame = part.isSame && theirs == ours;
    m_dictionary.publish();
    return {};
}

// Other journals' files first, by when they began; within a journal by number.
void FolderRecording::sortParts()
{
    std::erase_if(m_parts, [](const Part &part) { return part.extent.first > part.extent.last; });
    std::map<std::string, Timestamp> begins;
    for (const Part &part : m_parts) {
        const auto known = begins.try_emplace(part.journal, part.extent.begin).first;
        known->second = std::min(known->second, part.extent.begin);
        if (!part.isOwn)
            continue;
        m_first = m_first <= m_last ? std::min(m_first, part.extent.first) : part.extent.first;
        m_last = std::max(m_last, part.extent.last);
    }
    std::ranges::sort(m_parts, {}, [&](const Part &part) {
        return std::tuple(part.isOwn, part.isOwn ? Timestamp{} : begins.at(part.journal),
                          part.isOwn ? std::string() : part.journal, part.extent.first);
    });
}

void FolderRecording::takeNames()
{
    const DictionaryChanges all = m_dictionary.changesSince({});
    for (const NodeDefinition &node : all.nodes)
        m_names.nodes[node.id] = node;
    for (const EntityDefinition &entity : all.entities)
        m_names.entities[entity.id] = entity;
    for (const SeriesDefinition &series : all.series) {
        m_names.series[series.id] = series;
        if (!m_names.units.contains(series.id))
            m_names.units[series.id] = unitOf(series.metric);
    }
    for (const TextDefinition &text : all.texts)
        m_names.texts[text.series][text.code] = text.text;
}

void FolderRecording::translate(const Part &part, SampleBatch &batch)
{
    if (part.isSame)
        return;
    for (EntityId &entity : batch.entity) {
        const auto ours = part.ids.entities.find(entity);
        entity = ours == part.ids.entities.end() ? noEntity : ours->second;
    }
    for (std::size_t i = 0; i < batch.samples(); ++i) {
        const auto texts = part.texts.find(batch.series[i]);
        const double code = batch.value[i];
        if (texts != part.texts.end() && code >= 0 && code < 4e9 && code == std::floor(code)) {
            const auto other = texts->second.find(static_cast<std::uint32_t>(code));
            batch.value[i] = other == texts->second.end() ? code : double(other->second);
        }
        const auto ours = part.ids.series.find(batch.series[i]);
        batch.series[i] = ours == part.ids.series.end() ? noSeries : ours->second;
    }
}

// Null: nothing more in it.
Result<SampleBatchPtr> FolderRecording::nextOfPart(Part &part)
{
    while (true) {
        auto batch = part.cursor->next();
        if (!batch)
            return tl::unexpected(batch.error());
        const std::uint64_t end = part.isOwn ? m_last : part.extent.last;
        if (!*batch || (*batch)->firstSequence > end)
            return SampleBatchPtr();
        if ((*batch)->lastSequence() < m_next)
            continue;
        SampleBatch &points = **batch;
        if (points.firstSequence < m_next || points.lastSequence() > end)
            points =
                piece(points, std::max(m_next, points.firstSequence), std::min(end, points.lastSequence()));
        translate(part, points);
        m_next = points.lastSequence() + 1;
        return SampleBatchPtr(*std::move(batch));
    }
}

// What the journal let go of while it was read is recorded by now: reads it from the file, whether that goes
// on under its name or was finished meanwhile.
bool FolderRecording::takeUpRecorded(std::uint64_t before)
{
    if (m_triedFrom == m_next)
        return false;
    m_triedFrom = m_next;
    const auto holds = [&](Part &part) {
        const auto refreshed = part.cursor->refresh();
        part.cursor->seek(m_next);
        const auto extent = part.cursor->extent();
        return refreshed && extent && extent->last >= m_next && extent->first < before;
    };
    if (!m_parts.empty() && m_parts.back().isOwn && holds(m_parts.back())) {
        m_part = m_parts.size() - 1;
        return true;
    }
    auto fresh = openPart(m_folder / currentName);
    if (!fresh || !fresh->isOwn || !learn(*fresh) || !holds(*fresh))
        return false;
    m_parts.push_back(*std::move(fresh));
    m_part = m_parts.size() - 1;
    return true;
}

Result<SampleBatchPtr> FolderRecording::nextOfJournal()
{
    while (m_journal && m_next <= m_last) {
        if (!m_held) {
            if (m_journal->position() < m_next)
                m_journal.emplace(m_folder / "journal", m_next);
            auto step = m_journal->next(m_last + 1);
            if (!step && !JournalCursor::isEmpty(m_folder / "journal"))
                return tl::unexpected(step.error());
            if (!step || (step->exhausted && !step->batch)) {
                if (takeUpRecorded(m_last + 1))
                    return SampleBatchPtr();
                break;
            }
            m_held = step->batch;
            if (!m_held)
                continue; // a long way to go
        }
        if (m_held->lastSequence() < m_next) {
            m_held.reset();
            continue;
        }
        if (m_held->firstSequence > m_next && takeUpRecorded(m_held->firstSequence))
            return SampleBatchPtr();
        const std::uint64_t first = std::max(m_next, m_held->firstSequence);
        const std::uint64_t last = std::min(m_last, m_held->lastSequence());
        auto points = std::make_shared<const SampleBatch>(piece(*m_held, first, last));
        m_held.reset();
        m_next = last + 1;
        m_fromJournal += points->points();
        return SampleBatchPtr(std::move(points));
    }
    m_next = m_last + 1;
    return SampleBatchPtr();
}

Result<SampleBatchPtr> FolderRecording::next()
{
    while (true) {
        if (m_part < m_parts.size()) {
            auto batch = nextOfPart(m_parts[m_part]);
            if (!batch || *batch)
                return batch;
            ++m_part;
            // Numbers begin anew with another journal.
            if (m_part == m_parts.size() ? !m_parts.back().isOwn
                                         : m_parts[m_part].journal != m_parts[m_part - 1].journal)
                m_next = 1;
            continue;
        }
        auto batch = nextOfJournal();
        if (!batch || *batch || m_part == m_parts.size())
            return batch;
    }
}

std::size_t FolderRecording::damagedBlocks() const
{
    std::size_t damaged = 0;
    for (const Part &part : m_parts)
        damaged += part.cursor->damagedBlocks();
    return damaged;
}

} // namespace desk
