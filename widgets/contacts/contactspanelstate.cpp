// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ContactsPanel that keeps its state and gives contacts away.
#include "widgets/contacts/contactcsv.h"
#include "widgets/contacts/contactspanel.h"
#include "widgets/contacts/contacttable.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSaveFile>
#include <QSignalBlocker>
#include <QSplitter>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array rangeWords{"1h", "6h", "24h", "time-bar"};

} // namespace

QJsonObject ContactsPanel::saveState() const
{
    QJsonArray sizes;
    for (const int size : m_content->sizes())
        sizes += size;
    QJsonObject state{{u"range"_s, QLatin1String(rangeWords[std::size_t(range())])},
                      {u"elevation"_s, m_elevation->value()},
                      {u"fleet"_s, isFleet()},
                      {u"plane"_s, plane()},
                      {u"filter"_s, m_filter->text()},
                      {u"sizes"_s, sizes},
                      {u"table"_s, m_table->saveState()}};
    if (m_hold->isChecked() && desk::index(m_subject) < m_feed.catalogue().entityCount()) {
        const EntityDefinition &held = m_feed.catalogue().entity(m_subject);
        state.insert(u"held"_s, QString::fromStdString(m_feed.catalogue().node(held.node).name));
        if (held.dst != noNode)
            state.insert(u"heldTo"_s, QString::fromStdString(m_feed.catalogue().node(held.dst).name));
    } else if (m_hold->isChecked() && !m_wantedHeld.isEmpty()) {
        state.insert(u"held"_s, m_wantedHeld);
        state.insert(u"heldTo"_s, m_wantedHeldTo);
    }
    return state;
}

void ContactsPanel::restoreState(const QJsonObject &state)
{
    {
        const QSignalBlocker scope(m_scope);
        const QSignalBlocker ranges(m_range);
        const QSignalBlocker elevation(m_elevation);
        const QSignalBlocker hold(m_hold);
        const QSignalBlocker filter(m_filter);
        m_scope->setCurrentIndex(state.value(u"fleet"_s).toBool() ? 1 : 0);
        const QString word = state.value(u"range"_s).toString();
        for (std::size_t i = 0; i < rangeWords.size(); ++i) {
            if (word == QLatin1String(rangeWords[i]))
                m_range->setCurrentIndex(m_range->findData(int(i)));
        }
        m_elevation->setValue(state.value(u"elevation"_s).toDouble(ContactQuery{}.minElevationDegrees));
        m_wantedPlane = state.value(u"plane"_s).toInt(FleetPlanes::none);
        m_plane->setCurrentIndex(0); // until the planes are known
        m_filter->setText(state.value(u"filter"_s).toString());
        m_model.setFilter(m_filter->text());
        m_wantedHeld = state.value(u"held"_s).toString();
        m_wantedHeldTo = state.value(u"heldTo"_s).toString();
        m_hold->setChecked(!m_wantedHeld.isEmpty());
        if (m_hold->isChecked())
            m_subject = noEntity; // until the node is known
    }
    const QJsonArray sizes = state.value(u"sizes"_s).toArray();
    if (sizes.size() == 2)
        m_content->setSizes({std::max(0, sizes[0].toInt()), std::max(0, sizes[1].toInt())});
    m_table->restoreState(state.value(u"table"_s).toObject());
    findHeld();
    if (isVisible())
        renew(true);
}

// A held node may become known later than the panel.
void ContactsPanel::findHeld()
{
    if (m_wantedHeld.isEmpty() || m_subject != noEntity)
        return;
    m_subject = m_feed.catalogue().findEntity(m_wantedHeld.toStdString(), m_wantedHeldTo.toStdString());
    if (m_subject != noEntity && isVisible())
        renew(true);
}

QByteArray ContactsPanel::csv() const
{
    return contactsCsv(m_model);
}

Result<void> ContactsPanel::exportCsv(const QString &fileName) const
{
    const QByteArray content = csv();
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return failure(ErrorCode::permissionDenied, file.errorString().toStdString());
    return {};
}

void ContactsPanel::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Export the contacts"), {}, tr("CSV files (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"contacts.csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &fileName) {
        if (const auto written = exportCsv(fileName); !written) {
            m_note->setText(tr("%1 was not written: %2. Choose another place.")
                                .arg(fileName, QString::fromStdString(written.error().message)));
            m_note->show();
        }
    });
    dialog->open();
}

void ContactsPanel::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copied = menu->addAction(tr("Copy"), m_table, &ContactTable::copy);
    copied->setShortcut(QKeySequence::Copy);
    copied->setEnabled(m_table->selectionModel()->hasSelection());
    menu->addAction(tr("Export as CSV …"), this, &ContactsPanel::askForFile)
        ->setEnabled(m_export->isEnabled());
    m_table->addColumnActions(*menu->addMenu(tr("Columns")));
    menu->popup(position);
}

} // namespace desk
