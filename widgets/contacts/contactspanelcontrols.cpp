// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ContactsPanel that makes its controls and says what they are.
#include "models/itemmodels/contactwords.h"
#include "widgets/contacts/contactspanel.h"
#include "widgets/contacts/contactstrip.h"
#include "widgets/contacts/contacttable.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

QHBoxLayout *row()
{
    auto *made = new QHBoxLayout;
    made->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    made->setSpacing(Theme::gridUnit);
    return made;
}

// A box that may be narrower than its longest entry.
QComboBox *box(const QString &name)
{
    auto *made = new QComboBox;
    made->setObjectName(name);
    made->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return made;
}

} // namespace

void ContactsPanel::buildControls()
{
    m_scope = box(u"contactScope"_s);
    m_scope->addItems({QString(), QString()});
    m_hold = new QToolButton;
    m_hold->setObjectName(u"holdContacts"_s);
    m_hold->setIcon(m_theme.icon(u"pin"_s));
    m_hold->setCheckable(true);
    m_hold->setFocusPolicy(Qt::TabFocus);
    m_name = new ElidedLabel;
    m_name->setObjectName(u"contactSubject"_s);
    m_export = new QToolButton;
    m_export->setObjectName(u"exportContacts"_s);
    m_export->setIcon(m_theme.icon(u"export"_s));
    m_export->setFocusPolicy(Qt::TabFocus);
    m_range = box(u"contactRange"_s);
    for (const Range range : {Range::hour, Range::sixHours, Range::day, Range::conductor})
        m_range->addItem({}, int(range));
    m_range->setCurrentIndex(int(Range::day));
    m_elevation = new QDoubleSpinBox;
    m_elevation->setObjectName(u"contactElevation"_s);
    m_elevation->setRange(0, 90);
    m_elevation->setDecimals(0);
    m_elevation->setSuffix(u"°"_s);
    m_elevation->setPrefix(u"≥ "_s);
    m_elevation->setValue(ContactQuery{}.minElevationDegrees);
    m_elevation->setKeyboardTracking(false);
    m_plane = box(u"contactPlane"_s);
    m_plane->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_plane->setMinimumContentsLength(10);
    m_plane->addItem({}, FleetPlanes::none);
    m_plane->hide();

    m_progress = new QProgressBar;
    m_progress->setObjectName(u"contactProgress"_s);
    m_progress->setRange(0, 1000);
    m_cancel = new QPushButton;
    m_cancel->setObjectName(u"cancelContacts"_s);
    m_progressRow = new QWidget;
    auto *progress = row();
    m_progressRow->setLayout(progress);
    progress->addWidget(m_progress, 1);
    progress->addWidget(m_cancel);
    m_progressRow->hide();

    m_stoppedNote = new QLabel;
    m_stoppedNote->setObjectName(u"stoppedNote"_s);
    m_stoppedNote->setProperty("dim", true);
    m_stoppedNote->setTextFormat(Qt::PlainText);
    m_stoppedNote->setWordWrap(true);
    m_takeUp = new QPushButton;
    m_takeUp->setObjectName(u"takeUpContacts"_s);
    m_stoppedRow = new QWidget;
    auto *stopped = row();
    m_stoppedRow->setLayout(stopped);
    stopped->addWidget(m_stoppedNote, 1);
    stopped->addWidget(m_takeUp);
    m_stoppedRow->hide();
}

QWidget *ContactsPanel::controls()
{
    auto *both = new QWidget;
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins(0, Theme::gridUnit, 0, Theme::gridUnit);
    column->setSpacing(Theme::gridUnit);
    auto *upper = row();
    upper->addWidget(m_scope);
    upper->addWidget(m_hold);
    upper->addWidget(m_name, 1);
    upper->addWidget(m_export);
    auto *lower = row();
    lower->addWidget(m_range);
    lower->addWidget(m_elevation);
    lower->addWidget(m_plane, 1);
    lower->addStretch(0);
    column->addLayout(upper);
    column->addLayout(lower);
    column->addWidget(m_progressRow);
    column->addWidget(m_stoppedRow);
    return both;
}

void ContactsPanel::buildContent()
{
    m_empty = new QWidget;
    m_emptySentence = new QLabel;
    m_emptySentence->setObjectName(u"emptySentence"_s);
    m_emptySentence->setProperty("dim", true);
    m_emptySentence->setTextFormat(Qt::PlainText);
    m_emptySentence->setWordWrap(true);
    m_emptySentence->setAlignment(Qt::AlignCenter);
    m_again = new QPushButton;
    m_again->setObjectName(u"searchAgain"_s);
    auto *empty = new QVBoxLayout(m_empty);
    empty->setContentsMargins(4 * Theme::gridUnit, Theme::panelPadding, 4 * Theme::gridUnit,
                              Theme::panelPadding);
    empty->addStretch(2);
    empty->addWidget(m_emptySentence);
    empty->addWidget(m_again, 0, Qt::AlignHCenter);
    empty->addStretch(3);

    m_strip = new ContactStrip(m_theme);
    m_readout = new ElidedLabel;
    m_readout->setObjectName(u"contactReadout"_s);
    m_readout->setContentsMargins(Theme::panelPadding, Theme::gridUnit, Theme::panelPadding, Theme::gridUnit);
    auto *picture = new QWidget;
    auto *pictureColumn = new QVBoxLayout(picture);
    pictureColumn->setContentsMargins(0, 0, 0, 0);
    pictureColumn->setSpacing(0);
    pictureColumn->addWidget(m_strip, 1);
    pictureColumn->addWidget(m_readout);

    m_filter = new QLineEdit;
    m_filter->setObjectName(u"contactFilter"_s);
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaxLength(200);
    m_counts = new QLabel;
    m_counts->setObjectName(u"contactCounts"_s);
    m_counts->setProperty("dim", true);
    m_table = new ContactTable(m_model, m_theme);
    auto *list = new QWidget;
    auto *listColumn = new QVBoxLayout(list);
    listColumn->setContentsMargins(0, Theme::gridUnit, 0, 0);
    listColumn->setSpacing(Theme::gridUnit);
    auto *bar = row();
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_counts);
    listColumn->addLayout(bar);
    listColumn->addWidget(m_table, 1);

    m_content = new QSplitter(Qt::Vertical);
    m_content->setObjectName(u"contactSplitter"_s);
    m_content->setChildrenCollapsible(true);
    m_content->addWidget(picture);
    m_content->addWidget(list);
    m_content->setStretchFactor(0, 2);
    m_content->setStretchFactor(1, 3);
    m_pages = new QStackedLayout;
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_content);
    m_note = new QLabel;
    m_note->setObjectName(u"elementsNote"_s);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setContentsMargins(Theme::panelPadding, Theme::gridUnit, Theme::panelPadding, Theme::gridUnit);
    m_note->hide();
}

void ContactsPanel::applyTheme()
{
    m_name->setFont(m_theme.monoFont());
    m_readout->setFont(m_theme.textFont());
    m_counts->setFont(m_theme.smallFont());
    m_note->setFont(m_theme.smallFont());
}

void ContactsPanel::retranslate()
{
    const auto say = [](QWidget *widget, const QString &tip) {
        widget->setToolTip(tip);
        widget->setAccessibleName(tip);
    };
    m_scope->setItemText(0, tr("Selection"));
    m_scope->setItemText(1, tr("Whole fleet"));
    say(m_scope, tr("Of which nodes contacts are shown"));
    say(m_hold, tr("Stay with this node, whatever is selected"));
    say(m_export, tr("Export the shown contacts as CSV"));
    m_range->setItemText(int(Range::hour), tr("Next hour"));
    m_range->setItemText(int(Range::sixHours), tr("Next 6 h"));
    m_range->setItemText(int(Range::day), tr("Next 24 h"));
    m_range->setItemText(int(Range::conductor), tr("Time bar"));
    say(m_range, tr("How far contacts are looked for; Time bar: the span it shows"));
    say(m_elevation, tr("Least elevation above the horizon (0 to 90°)"));
    m_plane->setItemText(0, tr("All satellites"));
    say(m_plane, tr("All satellites, or those of one orbital plane"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stop looking for contacts"));
    m_again->setText(tr("Search again"));
    m_again->setToolTip(tr("Look for contacts again"));
    m_stoppedNote->setText(tr("The search was stopped: these contacts are of an earlier one."));
    m_takeUp->setText(m_again->text());
    m_takeUp->setToolTip(m_again->toolTip());
    m_strip->setAccessibleName(tr("Contacts over time"));
    m_strip->setToolTip(QString());
    m_strip->setWhatsThis(
        tr("Wheel or + and - zoom the time, a drag moves it, 0 shows all. A click selects a "
           "contact, a double-click sets the time cursor."));
    m_filter->setPlaceholderText(tr("Filter contacts"));
    m_filter->setAccessibleName(tr("Filter contacts"));
    m_filter->setToolTip(tr("Parts of the names of stations and satellites"));
    m_model.setPhaseWording(phaseText);
    m_offered.reset(); // in the words of another language
    takePlanes();
    showSubject();
    showResult();
}

} // namespace desk
