def average(marks):
    total = 0
    for mark in marks:
        total = total + mark
    return total / len(marks)


results = [7, 4, 10, 3]
mean = average(results)
print("Average:", mean)
if mean > 6:
    print("Well done")
else:
    print("Keep going")
