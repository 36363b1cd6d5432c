# Words in charts and maps.
charts-target = គោលដៅ
charts-no-data = គ្មានទិន្នន័យ
charts-not-yet = មិនទាន់ទៅដល់
charts-elsewhere = នៅក្រៅកម្មវិធី
charts-first-time = លើកដំបូងនៅទីនេះ
charts-points = កំណត់ត្រា { $count } នៅទីនេះ
charts-yes = បាទ/ចាស
charts-step-state = ស្ថានភាព
charts-step-detail = ពេលណា និងដោយនរណា
charts-step-done = រួចរាល់
charts-step-now = កំពុងធ្វើ
charts-step-late = យឺត
charts-step-next = មិនទាន់ចាប់ផ្តើម
