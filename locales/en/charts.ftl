# Words in charts and maps.
charts-target = Target
charts-no-data = no data
charts-not-yet = not yet reached
charts-elsewhere = not in the programme
charts-first-time = first time here
charts-points = { $count } records here
charts-yes = yes
charts-step-state = Status
charts-step-detail = When and who
charts-step-done = done
charts-step-now = under way
charts-step-late = late
charts-step-next = not begun
